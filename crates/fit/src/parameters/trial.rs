//! Each parameter is tried before it is kept: a little more and a little less of it must leave the sketches that it moves
//! as they are, but for their measures.

use resolid_geom::Loop;
use resolid_program::{Binding, Combine, Mode, Parameter, Program, Slot, Targets, Term};

/// How far parameters are turned, as a factor.
const TURNS: [f64; 2] = [0.95, 1.05];

/// Takes out what cannot be turned: the numbers that followed it keep their values.
pub fn keep_what_turns(program: &mut Program) {
    for parameter in program.parameters.clone() {
        if !turns(program, &parameter) {
            freeze(program, &parameter);
        }
    }
    // What no number follows any more says nothing.
    let Program { parameters, bindings, .. } = program;
    bindings.retain(|b| !b.terms.is_empty());
    parameters.retain(|p| bindings.iter().any(|b| b.terms.iter().any(|t| t.parameter == p.name)));
}

fn freeze(program: &mut Program, parameter: &Parameter) {
    for binding in &mut program.bindings {
        let own = |t: &&Term| t.parameter == parameter.name;
        binding.offset += binding.terms.iter().filter(own).map(|t| t.factor * parameter.value).sum::<f64>();
        binding.terms.retain(|t| t.parameter != parameter.name);
    }
}

fn turns(program: &Program, parameter: &Parameter) -> bool {
    let followers = program.bindings.iter().filter(|b| b.terms.iter().any(|t| t.parameter == parameter.name));
    let mut moved: Vec<usize> = followers.map(|b| b.slot.step()).collect();
    moved.sort_unstable();
    moved.dedup();
    let before = alone(program, &moved);
    let faults = before.check(1e-9).len();
    TURNS.iter().all(|turn| {
        let mut after = before.clone();
        after.set_parameter(&parameter.name, turn * parameter.value).is_ok()
            && after.check(1e-9).len() <= faults
            && loops(&before).zip(loops(&after)).all(|(a, b)| same_order(a, b))
    })
}

/// These steps alone, each a body by itself: a sketch is as sound as it is whatever the others are.
fn alone(program: &Program, steps: &[usize]) -> Program {
    let place = |slot: Slot| steps.iter().position(|&s| s == slot.step()).map(|s| slot.at_step(s));
    let bindings = program.bindings.iter().filter_map(|b| {
        let slot = place(b.slot)?;
        Some(Binding { slot, ..b.clone() })
    });
    let own = |&s: &usize| {
        let mut step = program.steps[s].clone();
        step.combine = Combine { mode: Mode::New, targets: Targets::All };
        step
    };
    let bindings: Vec<Binding> = bindings.collect();
    let named = |p: &&Parameter| bindings.iter().any(|b| b.terms.iter().any(|t| t.parameter == p.name));
    Program {
        parameters: program.parameters.iter().filter(named).cloned().collect(),
        bindings,
        steps: steps.iter().map(own).collect(),
        ..Program::default()
    }
}

fn loops(program: &Program) -> impl Iterator<Item = &Loop> {
    let sketches = program.steps.iter().filter_map(|s| s.as_extrude()).map(|e| &e.sketch);
    sketches.flat_map(|s| &s.profiles).flat_map(|p| p.loops())
}

/// Whether corners that follow one another along an axis still do.
fn same_order(before: &Loop, after: &Loop) -> bool {
    let (Loop::Path(a), Loop::Path(b)) = (before, after) else { return true };
    let scale = 1e-9 * before.bounds().diagonal();
    (0..2).all(|axis| {
        let mut order: Vec<usize> = (0..a.len()).collect();
        order.sort_by(|&i, &j| a[i].start[axis].total_cmp(&a[j].start[axis]));
        order.windows(2).all(|w| {
            let [gap, now] = [a, b].map(|l| l[w[1]].start[axis] - l[w[0]].start[axis]);
            if gap.abs() <= scale { now.abs() <= 10.0 * scale } else { now > scale }
        })
    })
}
