//! A stack of sections as few prisms: three ways to see it, of which the shortest is taken.

use crate::prisms::{PolyPrism, Sign, features};
use crate::region::{Region, Shape, winds_around};
use crate::stack::Fineness;

/// One section of a stack, constant from `lo` to `hi`.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Lower height.
    pub lo: f64,
    /// Upper height.
    pub hi: f64,
    /// The section.
    pub region: Region,
}

/// The prisms along `axis` that rebuild the layers exactly, as few as one of three views gives:
/// loops followed through the layers, a stock with cuts, or a core with additions.
pub fn prisms_of(layers: &[Layer], axis: usize, fineness: Fineness) -> Vec<PolyPrism> {
    let layers = fused(layers, fineness);
    let views =
        [by_loops(&layers, axis, fineness), by_stock(&layers, axis, fineness), by_core(&layers, axis, fineness)];
    views.into_iter().min_by_key(|v| (features(v, fineness.sliver), v.len())).unwrap_or_default()
}

/// Layers with neighbours of equal section made one.
fn fused(layers: &[Layer], fineness: Fineness) -> Vec<Layer> {
    let mut fused: Vec<Layer> = Vec::new();
    for layer in layers {
        match fused.last_mut() {
            Some(last) if last.hi == layer.lo && last.region.same(&layer.region, fineness.sliver) => last.hi = layer.hi,
            _ => fused.push(layer.clone()),
        }
    }
    fused
}

/// A shape that stays the same over consecutive layers.
struct Column {
    region: Region,
    depth: usize,
    lo: f64,
    hi: f64,
}

impl Column {
    fn into_prism(self, axis: usize, sign: Sign) -> Option<PolyPrism> {
        let shape = self.region.shapes.into_iter().next()?;
        Some(PolyPrism { axis, shape, lo: self.lo, hi: self.hi, sign })
    }
}

/// Grows the columns that reach up to `lo` with equal shapes, and starts new ones with the rest.
fn grow(columns: &mut Vec<Column>, lo: f64, hi: f64, shapes: Vec<(Shape, usize)>, fineness: Fineness) {
    let before = columns.len();
    for (shape, depth) in shapes {
        let region = Region::of(shape);
        let below = columns[..before]
            .iter_mut()
            .find(|c| c.hi == lo && c.depth == depth && c.region.same(&region, fineness.sliver));
        match below {
            Some(column) => column.hi = hi,
            None => columns.push(Column { region, depth, lo, hi }),
        }
    }
}

/// Every loop is a column of its own: outer loops add, holes cut, islands in holes add again. A hole over the
/// same heights as the loop around it is drawn in that loop's sketch.
fn by_loops(layers: &[Layer], axis: usize, fineness: Fineness) -> Vec<PolyPrism> {
    let mut columns: Vec<Column> = Vec::new();
    for layer in layers {
        let mut loops: Vec<(Shape, usize)> = Vec::new();
        for shape in &layer.region.shapes {
            let probe = shape.outer[0];
            let around = layer
                .region
                .shapes
                .iter()
                .filter(|other| !std::ptr::eq(*other, shape) && other.holes.iter().any(|h| winds_around(h, probe)))
                .count();
            loops.push((shape.filled(), 2 * around));
            for hole in &shape.holes {
                let mut hole = hole.clone();
                hole.reverse();
                loops.push((Shape::solid(hole), 2 * around + 1));
            }
        }
        grow(&mut columns, layer.lo, layer.hi, loops, fineness);
    }
    columns.sort_by_key(|c| c.depth);
    let mut prisms: Vec<PolyPrism> = Vec::new();
    for column in columns {
        let (depth, lo, hi) = (column.depth, column.lo, column.hi);
        let Some(prism) = column.into_prism(axis, if depth % 2 == 0 { Sign::Add } else { Sign::Cut }) else { continue };
        let host = (depth == 1)
            .then(|| {
                prisms.iter_mut().find(|p| {
                    p.sign == Sign::Add
                        && p.lo == lo
                        && p.hi == hi
                        && winds_around(&p.shape.outer, prism.shape.outer[0])
                })
            })
            .flatten();
        match host {
            Some(host) => {
                let mut hole = prism.shape.outer;
                hole.reverse();
                host.shape.holes.push(hole);
            }
            None => prisms.push(prism),
        }
    }
    prisms
}

/// The union of all layers over the whole height, then what each layer lacks of it.
fn by_stock(layers: &[Layer], axis: usize, fineness: Fineness) -> Vec<PolyPrism> {
    let stock = layers.iter().fold(Region::default(), |u, l| u.union(&l.region));
    with_remainders(stock, layers, axis, fineness, Sign::Cut)
}

/// What all layers share over the whole height, then what each layer has beyond it.
fn by_core(layers: &[Layer], axis: usize, fineness: Fineness) -> Vec<PolyPrism> {
    let Some(first) = layers.first() else { return Vec::new() };
    let core = layers.iter().fold(first.region.clone(), |u, l| u.intersection(&l.region));
    with_remainders(core, layers, axis, fineness, Sign::Add)
}

fn with_remainders(base: Region, layers: &[Layer], axis: usize, fineness: Fineness, sign: Sign) -> Vec<PolyPrism> {
    let (Some(first), Some(last)) = (layers.first(), layers.last()) else { return Vec::new() };
    let base = base.cleaned(fineness.point, fineness.sliver);
    let mut columns: Vec<Column> = Vec::new();
    for layer in layers {
        let rest = match sign {
            Sign::Cut => base.difference(&layer.region),
            Sign::Add => layer.region.difference(&base),
        };
        let shapes = rest.cleaned(fineness.point, fineness.sliver).shapes;
        grow(&mut columns, layer.lo, layer.hi, shapes.into_iter().map(|s| (s, 0)).collect(), fineness);
    }
    let whole =
        base.shapes.into_iter().map(|shape| PolyPrism { axis, shape, lo: first.lo, hi: last.hi, sign: Sign::Add });
    whole.chain(columns.into_iter().filter_map(|c| c.into_prism(axis, sign))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::Contour;
    use resolid_geom::Vec2;

    const FINE: Fineness = Fineness { point: 1e-6, sliver: 1e-5, detail: 1e-3 };

    fn square(half: f64) -> Contour {
        vec![Vec2::new(-half, -half), Vec2::new(half, -half), Vec2::new(half, half), Vec2::new(-half, half)]
    }

    fn ring(outer: f64, inner: f64) -> Region {
        let mut hole = square(inner);
        hole.reverse();
        Region::of(Shape { outer: square(outer), holes: vec![hole] })
    }

    fn layer(lo: f64, hi: f64, region: Region) -> Layer {
        Layer { lo, hi, region }
    }

    #[test]
    fn a_blind_pocket_is_a_block_and_a_cut() {
        let layers = [layer(0.0, 1.0, Region::of(Shape::solid(square(5.0)))), layer(1.0, 2.0, ring(5.0, 2.0))];
        let prisms = prisms_of(&layers, 0, FINE);
        assert_eq!(prisms.len(), 2);
        assert_eq!((prisms[0].lo, prisms[0].hi, prisms[0].sign), (0.0, 2.0, Sign::Add));
        assert_eq!((prisms[1].lo, prisms[1].hi, prisms[1].sign), (1.0, 2.0, Sign::Cut));
    }

    #[test]
    fn a_through_hole_is_drawn_in_the_sketch_of_its_plate() {
        let prisms = prisms_of(&[layer(0.0, 1.0, ring(5.0, 2.0))], 0, FINE);
        assert_eq!(prisms.len(), 1);
        assert_eq!(prisms[0].shape.holes.len(), 1);
    }

    #[test]
    fn a_bored_step_shaft_is_two_steps_and_one_bore() {
        let prisms = prisms_of(&[layer(0.0, 1.0, ring(5.0, 1.0)), layer(1.0, 3.0, ring(3.0, 1.0))], 0, FINE);
        assert_eq!(prisms.iter().filter(|p| p.sign == Sign::Add).count(), 2);
        assert_eq!(features(&prisms, 1e-5), 3);
    }

    #[test]
    fn a_groove_between_equal_ends_is_one_cut_from_a_stock() {
        let notch = Region::of(Shape::solid(vec![
            Vec2::new(4.0, -1.0),
            Vec2::new(6.0, -1.0),
            Vec2::new(6.0, 1.0),
            Vec2::new(4.0, 1.0),
        ]));
        let full = Region::of(Shape::solid(square(5.0)));
        let notched = full.difference(&notch);
        let layers = [layer(0.0, 1.0, full.clone()), layer(1.0, 2.0, notched), layer(2.0, 3.0, full)];
        let prisms = prisms_of(&layers, 0, FINE);
        assert_eq!(prisms.len(), 2);
        assert_eq!(prisms[1].sign, Sign::Cut);
    }
}
