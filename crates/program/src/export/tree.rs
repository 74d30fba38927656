//! A plan's actions as one expression a body, for languages whose names mean one thing for good.

use super::plan::{Action, Head, Sequence, Solid, Verb};
use std::collections::BTreeMap;

/// Solids, and how they meet.
#[derive(Clone, Debug)]
pub enum Tree {
    /// A solid; never a variable.
    Leaf(Solid),
    /// All of them together.
    Union(Vec<Tree>),
    /// The first without the others.
    Difference(Vec<Tree>),
    /// What all share.
    Intersection(Vec<Tree>),
}

/// The steps with the solids each draws, and the bodies made of those.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// In order; steps that draw nothing have none.
    pub steps: Vec<(Head, Vec<Solid>)>,
    /// Variable and expression of each body that is left.
    pub bodies: Vec<(String, Tree)>,
}

impl Tree {
    /// This and `other` under one Boolean; chains of the same Boolean become one.
    fn with(self, verb: Verb, other: Self) -> Self {
        match (verb, self, other) {
            (Verb::Join, Self::Union(mut all), Self::Union(more)) => {
                all.extend(more);
                Self::Union(all)
            }
            (Verb::Join, Self::Union(mut all), other) => {
                all.push(other);
                Self::Union(all)
            }
            (Verb::Join, first, other) => Self::Union(vec![first, other]),
            // To take away a union is to take away each.
            (Verb::Cut, Self::Difference(mut all), Self::Union(more)) => {
                all.extend(more);
                Self::Difference(all)
            }
            (Verb::Cut, Self::Difference(mut all), other) => {
                all.push(other);
                Self::Difference(all)
            }
            (Verb::Cut, first, Self::Union(more)) => Self::Difference(std::iter::once(first).chain(more).collect()),
            (Verb::Cut, first, other) => Self::Difference(vec![first, other]),
            (Verb::Intersect, Self::Intersection(mut all), other) => {
                all.push(other);
                Self::Intersection(all)
            }
            (Verb::Intersect, first, other) => Self::Intersection(vec![first, other]),
        }
    }
}

/// The sequence as expressions.
pub fn trees(sequence: &Sequence) -> Trees {
    let mut out = Trees::default();
    let mut known: BTreeMap<&str, Tree> = BTreeMap::new();
    for action in &sequence.actions {
        match action {
            Action::Step(head) => out.steps.push((head.clone(), Vec::new())),
            Action::Make { variable, solid, .. } => {
                let tree = tree(solid, &known, &mut out);
                known.insert(variable, tree);
            }
            Action::Combine { variable, verb, solid } => {
                let other = tree(solid, &known, &mut out);
                if let Some(first) = known.remove(variable.as_str()) {
                    known.insert(variable, first.with(*verb, other));
                }
            }
            Action::Gone { .. } | Action::Meet => {}
        }
    }
    out.bodies = sequence.bodies.iter().filter_map(|b| Some((b.clone(), known.get(b.as_str())?.clone()))).collect();
    out
}

fn tree(solid: &Solid, known: &BTreeMap<&str, Tree>, out: &mut Trees) -> Tree {
    if let Solid::Variable(name) = solid
        && let Some(tree) = known.get(name.as_str())
    {
        return tree.clone();
    }
    // A solid that acts on several bodies is drawn once.
    let drawn = |s: &Solid| s.name() == solid.name();
    if let Some((_, solids)) = out.steps.last_mut()
        && !solids.iter().any(drawn)
    {
        solids.push(solid.clone());
    }
    Tree::Leaf(solid.clone())
}

impl Solid {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Prism(prism) => &prism.name,
            Self::Variable(name) => name,
            Self::Placed(placed) => &placed.name,
        }
    }
}
