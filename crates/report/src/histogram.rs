//! How much of a surface is how far off: bars over millimetres, drawn as SVG.

use crate::words::number;
use maud::{Markup, html};
use resolid_geom::TriMesh;
use resolid_render::HeatMap;

/// Bars.
const BARS: usize = 49;
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 200.0;
/// Room for the numbers beneath.
const FOOT: f64 = 24.0;
/// Room at the sides, for numbers that stand at the ends.
const SIDE: f64 = 26.0;

/// Shares of a surface by signed distance.
pub struct Histogram {
    /// Half the width of what is shown, millimetres; what is farther off counts with the outermost bars.
    reach: f64,
    shares: Vec<f64>,
    /// The share of the surface within the tolerance.
    pub within: f64,
}

impl Histogram {
    /// Over the surface of `mesh`, whose vertices have these distances: a vertex counts with a third of the triangles
    /// around it. A cloud's tiles are all alike.
    pub fn new(mesh: &TriMesh, values: &[f64], map: &HeatMap) -> Self {
        let farthest = values.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
        let reach = (1.05 * farthest).clamp(1.5 * map.tolerance, map.limit);
        let mut shares = vec![0.0; BARS];
        let (mut total, mut good) = (0.0, 0.0);
        for (t, corners) in mesh.triangles.iter().enumerate() {
            let weight = mesh.area_normal(t).length() / 3.0;
            if !weight.is_finite() {
                continue;
            }
            for &v in corners {
                let value = values[v as usize];
                let at = ((value / reach + 1.0) / 2.0 * BARS as f64).floor().clamp(0.0, (BARS - 1) as f64);
                shares[at as usize] += weight;
                total += weight;
                good += if value.abs() <= map.tolerance { weight } else { 0.0 };
            }
        }
        if total > 0.0 {
            shares.iter_mut().for_each(|s| *s /= total);
            good /= total;
        }
        Self { reach, shares, within: good }
    }

    /// The picture, its numbers in `unit`.
    pub fn svg(&self, map: &HeatMap, unit: &str) -> Markup {
        let highest = self.shares.iter().copied().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let x = |mm: f64| SIDE + (mm / self.reach + 1.0) / 2.0 * (WIDTH - 2.0 * SIDE);
        let floor = HEIGHT - FOOT;
        let bar = (WIDTH - 2.0 * SIDE) / BARS as f64;
        let ticks = [-self.reach, -map.tolerance, 0.0, map.tolerance, self.reach];
        let label = format!("Share of the surface by deviation: {:.1} % within the tolerance", 100.0 * self.within);
        html! {
            svg.histogram viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
                @for mm in [-map.tolerance, map.tolerance] {
                    line.limit x1=(fixed(x(mm))) x2=(fixed(x(mm))) y1="4" y2=(fixed(floor)) {}
                }
                @for (k, share) in self.shares.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                    @let middle = self.reach * (2.0 * (k as f64 + 0.5) / BARS as f64 - 1.0);
                    @let height = (share / highest * (floor - 20.0)).max(1.5);
                    rect x=(fixed(SIDE + k as f64 * bar + 0.5)) width=(fixed(bar - 1.0)) y=(fixed(floor - height))
                        height=(fixed(height)) fill=(hex(map.color(middle))) {
                        title { (format!("{:.2} % at {} {unit}", 100.0 * share, signed(middle))) }
                    }
                }
                line.axis x1=(fixed(SIDE)) x2=(fixed(WIDTH - SIDE)) y1=(fixed(floor)) y2=(fixed(floor)) {}
                @for mm in ticks {
                    text x=(fixed(x(mm))) y=(fixed(HEIGHT - 6.0)) text-anchor="middle" { (signed(mm)) }
                }
                text x=(fixed(SIDE)) y="14" { (format!("{:.1} %", 100.0 * highest)) }
            }
        }
    }
}

/// A signed length, its minus a minus.
pub fn signed(mm: f64) -> String {
    let text = number(mm.abs());
    match mm {
        _ if text == "0" => text,
        mm if mm < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

/// A colour as pages write it.
pub fn hex([r, g, b]: resolid_render::Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn fixed(v: f64) -> String {
    format!("{v:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::DVec3;

    #[test]
    fn shares_are_of_area_and_far_values_count_at_the_ends() {
        // Two triangles, one of nine times the area; the small one is far off.
        let place = |x: f64, s: f64| [DVec3::new(x, 0.0, 0.0), DVec3::new(x + s, 0.0, 0.0), DVec3::new(x, s, 0.0)];
        let vertices = [place(0.0, 3.0), place(9.0, 1.0)].concat();
        let mesh = TriMesh { vertices, triangles: vec![[0, 1, 2], [3, 4, 5]] };
        let map = HeatMap::new(0.1);
        let histogram = Histogram::new(&mesh, &[0.0, 0.0, 0.0, 9.0, 9.0, 9.0], &map);
        let (middle, end) = (histogram.shares[BARS / 2], histogram.shares[BARS - 1]);
        assert!(histogram.reach == 0.5 && (middle - 0.9).abs() < 1e-12 && (end - 0.1).abs() < 1e-12);
        assert!((histogram.within - 0.9).abs() < 1e-12);
        let svg = histogram.svg(&map, "mm").into_string();
        assert!(svg.contains("90.00 %") && svg.contains("10.00 %") && svg.contains("−0.5"), "{svg}");
    }
}
