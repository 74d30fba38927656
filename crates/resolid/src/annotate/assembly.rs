//! The programs of parts as one program: a part that is there once is drawn where it stands, one that comes again is a definition.

use super::naming;
use super::pieces::{Kind, Piece};
use resolid_program::{Combine, Definition, Mode, Operation, Placement, Program, Step, Unit};
use std::collections::HashSet;

/// A kind of parts and its program, drawn where the first of them stands.
pub struct Drawn<'a> {
    /// The parts.
    pub kind: &'a Kind,
    /// How one is drawn.
    pub program: &'a Program,
}

/// The program of all kinds, one body or more for each part, and the name of each kind's definition where it has one.
///
/// The first step of a part has its name, the others begin with it; placements have the names of their parts.
pub fn assembled(pieces: &[Piece], kinds: &[Drawn], unit: Unit) -> (Program, Vec<Option<String>>) {
    let mut program = Program { unit, ..Program::default() };
    let mut taken: HashSet<String> = pieces.iter().map(|p| p.name.clone()).collect();
    let mut defined: HashSet<String> = HashSet::new();
    let mut definitions = Vec::with_capacity(kinds.len());
    for Drawn { kind, program: drawn } in kinds {
        if let [(only, _)] = kind.members[..] {
            add(&mut program, drawn, &pieces[only]);
            definitions.push(None);
            continue;
        }
        let name = naming::free(naming::base(&pieces[kind.first()].name), "type", &mut defined);
        let definition = program.definitions.len();
        program.definitions.push(Definition { name: name.clone(), steps: drawn.inlined() });
        definitions.push(Some(name));
        // A shelf may be the same board as the bottom: each is placed under its own name.
        let called = |index: usize| (naming::base(&pieces[index].name), &pieces[index].group);
        let mut left: Vec<&(usize, Placement)> = kind.members.iter().collect();
        while let Some(&&(first, _)) = left.first() {
            let (here, others): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|(index, _)| called(*index) == called(first));
            left = others;
            let placed = |(index, place): &(usize, Placement)| Placement {
                name: Some(pieces[*index].name.clone()),
                ..place.clone()
            };
            let name = match here[..] {
                [_] => pieces[first].name.clone(),
                _ => naming::free(called(first).0, "placed", &mut taken),
            };
            program.steps.push(Step {
                name: Some(name),
                group: pieces[first].group.clone(),
                suppressed: false,
                operation: Operation::Place { definition, placements: here.into_iter().map(placed).collect() },
                combine: Combine::all(Mode::New),
            });
        }
    }
    (program, definitions)
}

/// Adds a part that is there once.
fn add(program: &mut Program, drawn: &Program, piece: &Piece) {
    let first = program.steps.len();
    program.append(drawn, &piece.name);
    for (k, step) in program.steps[first..].iter_mut().enumerate() {
        step.group.clone_from(&piece.group);
        if k == 0 {
            step.name = Some(piece.name.clone());
        } else if step.name.is_none() {
            step.name = Some(format!("{}_step_{}", piece.name, k + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Frame, Loop, Profile, TriMesh, Vec2, Vec3};
    use resolid_program::{Evaluator, Extent};

    fn piece(name: &str) -> Piece {
        Piece { name: name.into(), source: name.into(), group: None, mesh: TriMesh::default() }
    }

    fn kind(members: &[(usize, f64)]) -> Kind {
        let place = |x| Placement { frame: Frame::WORLD.at(Vec3::new(x, 0.0, 0.0)), mirrored: false, name: None };
        Kind { members: members.iter().map(|&(index, x)| (index, place(x))).collect() }
    }

    fn board(x: f64, size: f64) -> Program {
        let frame = Frame::WORLD.at(Vec3::new(x, 0.0, 0.0));
        let profile = Profile::solid(Loop::rectangle(Vec2::ZERO, Vec2::splat(size)));
        let hole = Profile::solid(Loop::circle(Vec2::splat(size / 2.0), size / 4.0));
        let depth = Extent::OneSide { distance: 1.0 };
        let steps = vec![
            Step::extrude(frame, vec![profile], depth, Mode::New),
            Step { name: Some("hole".into()), ..Step::extrude(frame, vec![hole], depth, Mode::Cut) },
        ];
        Program { steps, ..Program::default() }
    }

    #[test]
    fn equal_parts_are_one_definition_under_each_name_they_have() {
        let pieces = ["shelf_1", "seat", "shelf_2", "bottom", "shelf_3"].map(piece);
        let [small, large, other] = [board(0.0, 10.0), board(100.0, 20.0), board(200.0, 20.0)];
        let kinds = [kind(&[(0, 0.0), (2, 30.0), (3, 60.0)]), kind(&[(1, 0.0)]), kind(&[(4, 0.0)])];
        let drawn = [
            Drawn { kind: &kinds[0], program: &small },
            Drawn { kind: &kinds[1], program: &large },
            Drawn { kind: &kinds[2], program: &other },
        ];
        let (program, definitions) = assembled(&pieces, &drawn, Unit::Mm);
        assert!(program.check(1e-6).is_empty(), "{:?}", program.check(1e-6));
        assert_eq!(definitions, [Some("shelf".to_string()), None, None]);
        let names: Vec<&str> = program.steps.iter().filter_map(|s| s.name.as_deref()).collect();
        assert_eq!(names, ["shelf", "bottom", "seat", "seat_hole", "shelf_3", "shelf_3_hole"]);
        let Operation::Place { placements, .. } = &program.steps[0].operation else { panic!("{program:?}") };
        let placed: Vec<&str> = placements.iter().filter_map(|p| p.name.as_deref()).collect();
        assert_eq!(placed, ["shelf_1", "shelf_2"]);
        let volume = |p: &Program| Evaluator::new(p).volume();
        assert!((volume(&program) - 3.0 * volume(&small) - 2.0 * volume(&large)).abs() < 1e-6);
    }
}
