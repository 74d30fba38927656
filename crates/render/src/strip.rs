//! A whole reconstruction in one picture: input, steps, solid, deviation.

use crate::camera::{Camera, Projection, View};
use crate::color::Rgb;
use crate::heat::{Fine, HeatMap, UNKNOWN};
use crate::image::Image;
use crate::paper::{Area, stroke};
use crate::part::Prepared;
use crate::scene::{Background, Paint, Shape, Style, check_size};
use crate::shade::{Drawing, Layer, draw};
use crate::text::{Hand, Weight};
use crate::{RenderError, view};
use resolid_geom::{TriMesh, Vec3};
use resolid_program::{Mode, Prism, Program, Unit};

/// Steps shown at most; of more, those that change most of what is seen.
const MOST_STEPS: usize = 5;

/// Narrower than this, words do not fit.
const LEAST_WIDTH: u32 = 480;

/// Side of the small pictures by which steps are compared, in pixels.
const TRIAL: usize = 120;

const PAGE: Rgb = [255, 255, 255];
const CARD: Rgb = [246, 247, 249];
const RIM: Rgb = [226, 230, 235];
const TEXT: Rgb = [24, 32, 44];
const QUIET: Rgb = [98, 108, 122];
const FAINT: Rgb = [176, 184, 194];
const SHOWN_NEW: Rgb = [110, 164, 228];
const SHOWN_GONE: Rgb = [232, 84, 72];
const INPUT: Paint = Paint::Plain([224, 218, 206]);
const SOLID: Paint = Paint::Plain([178, 196, 218]);

/// The part after one step.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// What the step is called.
    pub title: String,
    /// A few words more: what it does.
    pub note: String,
    /// The part once the step is done.
    pub shape: Shape<'a>,
}

/// How far the solid and the input lie apart.
#[derive(Clone, Copy, Debug)]
pub struct Deviation<'a> {
    /// The mesh it is shown on.
    pub mesh: &'a TriMesh,
    /// That mesh, cut fine enough for a number a vertex ([`crate::subdivided`]).
    pub fine: &'a Fine,
    /// Signed distance at each vertex of `fine`, millimetres: positive outside, negative inside the other shape.
    pub values: &'a [f64],
    /// What counts as none, millimetres.
    pub tolerance: f64,
    /// Mean of the sizes, millimetres.
    pub mean: f64,
    /// 95th percentile of the sizes, millimetres.
    pub p95: f64,
    /// Largest size, millimetres.
    pub max: f64,
}

/// What a badge says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well: green.
    Good,
    /// Look closer: amber.
    Caution,
    /// Something failed: red.
    Bad,
}

/// A word in a coloured pill.
#[derive(Clone, Debug)]
pub struct Badge {
    /// The word.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

/// A reconstruction, from input to deviation.
#[derive(Clone, Debug)]
pub struct Strip<'a> {
    /// Width of the picture in pixels, 480 to 8192; the height follows. Made for 1600.
    pub width: u32,
    /// The headline, usually the file's name.
    pub title: String,
    /// The verdict beside it.
    pub badge: Option<Badge>,
    /// Short facts at the right: "IoU 0.9991", "6 steps".
    pub facts: Vec<String>,
    /// The mesh that came in.
    pub input: &'a TriMesh,
    /// Whether that is loose tiles, drawn without lines: the points of a cloud.
    pub loose: bool,
    /// A few words under "Input".
    pub input_note: String,
    /// The part after each step, in order.
    pub stages: Vec<Stage<'a>>,
    /// The result, where there is one.
    pub solid: Option<Shape<'a>>,
    /// A few words under "Solid".
    pub solid_note: String,
    /// Its deviation, where it was measured.
    pub deviation: Option<Deviation<'a>>,
    /// The unit all numbers are in: "mm".
    pub unit: String,
    /// Lines under everything.
    pub captions: Vec<String>,
    /// Where all panels are seen from; `None` for the view that shows most of the result.
    pub view: Option<View>,
}

/// One stage for each step of a program that builds something. `prisms` is what the program flattens to
/// ([`resolid_program::flatten()`]); stage shapes are beginnings of it.
pub fn program_stages<'a>(program: &Program, prisms: &'a [Prism]) -> Vec<Stage<'a>> {
    let mut stages = Vec::new();
    let mut from = 0;
    while from < prisms.len() {
        let step = prisms[from].step;
        let to = prisms[from..].iter().position(|p| p.step != step).map_or(prisms.len(), |n| from + n);
        let deed = match prisms[from].mode {
            Mode::New if from == 0 => "base",
            Mode::New => "new body",
            Mode::Join => "join",
            Mode::Cut => "cut",
            Mode::Intersect => "intersect",
        };
        let name = program.steps.get(step).and_then(|s| s.name.clone());
        let height = prisms[from].range[1] - prisms[from].range[0];
        let unit = if program.unit == Unit::Unknown { "" } else { " mm" };
        let depth = format!("{}{unit} deep", number(height));
        let (title, note) = match name {
            Some(name) => (name, format!("{deed}, {depth}")),
            None => (capitalised(deed), depth),
        };
        stages.push(Stage { title, note, shape: Shape::Prisms(&prisms[..to]) });
        from = to;
    }
    stages
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A length with three digits that count.
fn number(v: f64) -> String {
    if !v.is_finite() {
        return "–".into();
    }
    if v.abs() < 5e-7 {
        return "0".into();
    }
    let decimals = (2 - v.abs().log10().floor() as i32).clamp(0, 6) as usize;
    let text = format!("{v:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('-', "−")
}

/// A measured distance, to a few hundredths of the tolerance: more digits would only be noise.
fn measured(v: f64, tolerance: f64) -> String {
    if !(v.is_finite() && tolerance > 0.0 && tolerance.is_finite()) {
        return number(v);
    }
    let decimals = (2 - tolerance.log10().floor() as i32).clamp(0, 9) as usize;
    let least = 10f64.powi(-(decimals as i32));
    if v.abs() < 0.5 * least { format!("< {least:.decimals$}") } else { format!("{v:.decimals$}").replace('-', "−") }
}

/// One panel: its words, and what it shows.
struct Panel<'p, 'a> {
    title: String,
    note: String,
    layers: Vec<Layer<'a>>,
    lines: bool,
    before: Option<&'p Prepared<'a>>,
    heat: Option<Deviation<'a>>,
    pill: Option<String>,
}

/// The picture of a reconstruction. All panels share one camera and scale. What a step adds is blue; what it takes
/// away stands as a red veil.
///
/// # Errors
/// [`RenderError`]: a width out of range, or a damaged mesh.
pub fn strip(strip: &Strip) -> Result<Image, RenderError> {
    check_size(strip.width, LEAST_WIDTH, LEAST_WIDTH)?;
    let input = Prepared::new(Shape::Mesh(strip.input))?;
    let solid = strip.solid.map(Prepared::new).transpose()?;
    let stages = strip.stages.iter().map(|s| Prepared::new(s.shape)).collect::<Result<Vec<_>, _>>()?;
    let heat = strip.deviation.map(|d| checked(d).and_then(|d| Prepared::fine(d.mesh, d.fine))).transpose()?;
    let empty_mesh = TriMesh::default();
    let nothing = Prepared::new(Shape::Mesh(&empty_mesh))?;
    let view = strip.view.unwrap_or_else(|| {
        let history: Vec<&Prepared> = stages.iter().collect();
        view::best_with_history(&[solid.as_ref().unwrap_or(&input)], &history)
    });
    let points: Vec<Vec3> =
        std::iter::once(&input).chain(&solid).chain(&stages).chain(&heat).flat_map(|s| s.points()).collect();
    let map = strip.deviation.map(|d| HeatMap::new(d.tolerance));

    let before = |k: usize| if k == 0 { &nothing } else { &stages[k - 1] };
    let changes = view::changes(&stages.iter().collect::<Vec<_>>(), &points, view, TRIAL);
    let shown = telling(&changes);
    let hidden = stages.len() - shown.len();
    let mut panels = vec![Panel {
        title: "Input".into(),
        note: strip.input_note.clone(),
        layers: vec![Layer { shape: &input, paint: INPUT, wires: !strip.loose }],
        lines: !strip.loose,
        before: None,
        heat: None,
        pill: None,
    }];
    for &k in &shown {
        let last = Some(&k) == shown.last();
        panels.push(Panel {
            title: format!("{}  {}", k + 1, strip.stages[k].title),
            note: noted(&strip.stages[k].note, changes[k]),
            layers: vec![Layer { shape: &stages[k], paint: Paint::NEUTRAL, wires: false }],
            lines: true,
            before: Some(before(k)),
            heat: None,
            pill: (last && hidden > 0).then(|| format!("+ {hidden} more")),
        });
    }
    if let Some(solid) = &solid {
        panels.push(Panel {
            title: "Solid".into(),
            note: strip.solid_note.clone(),
            layers: vec![Layer { shape: solid, paint: SOLID, wires: false }],
            lines: true,
            before: None,
            heat: None,
            pill: None,
        });
    }
    if let (Some(deviation), Some(shape), Some(map)) = (strip.deviation, &heat, &map) {
        panels.push(Panel {
            title: "Deviation".into(),
            note: format!("tolerance ±{} {}", number(deviation.tolerance), strip.unit),
            layers: vec![Layer { shape, paint: Paint::Heat { values: deviation.values, map }, wires: false }],
            lines: !strip.loose,
            before: None,
            heat: Some(deviation),
            pill: None,
        });
    }
    let layout = Layout::new(strip, panels.len(), wanted_aspect(view, &points));
    check_size(strip.width, layout.height, 1)?;
    let mut page = Image::filled(strip.width, layout.height, [PAGE[0], PAGE[1], PAGE[2], 255]);
    layout.headline(&mut page, strip);
    let (card_width, card_height) = (layout.card_width as u32, layout.card_height as u32);
    let aspect = layout.card_width / layout.card_height;
    let camera = Camera::fitted(view, Projection::Orthographic, points.iter().copied(), f64::from(aspect), 0.09);
    // One table for all panels: a step that hangs over it throws its shadow from there.
    let ground = points.iter().map(|p| p.dot(view.up.normalize_or_zero())).fold(f64::INFINITY, f64::min);
    let style = Style {
        background: Background::Plain(CARD),
        samples: 3,
        line_width: f64::from((layout.card_width / 330.0).clamp(0.75, 1.5)),
        ..Style::default()
    };
    for (k, panel) in panels.into_iter().enumerate() {
        let area = layout.card(k);
        let picture = draw(&Drawing {
            solid: panel.layers,
            ghosts: Vec::new(),
            before: panel.before,
            camera,
            ground: ground.is_finite().then_some(ground),
            style: Style { line_width: if panel.lines { style.line_width } else { 0.0 }, ..style },
            width: card_width.max(1),
            height: card_height.max(1),
        })?;
        page.lay(&picture, area.x as i64, area.y as i64);
        layout.frame(&mut page, k, &panel.title, &panel.note, panel.pill.as_deref());
        if let (Some(deviation), Some(map)) = (panel.heat, &map) {
            layout.color_bar(&mut page, k, &deviation, map, &strip.unit);
        }
    }
    layout.footer(&mut page, strip, !shown.is_empty());
    Ok(page)
}

fn checked(d: Deviation) -> Result<Deviation, RenderError> {
    let (given, expected) = (d.values.len(), d.fine.mesh.vertices.len());
    if given != expected {
        return Err(RenderError::PaintLength { what: "vertices", given, expected });
    }
    Ok(d)
}

/// The note of a stage, and that nothing of it is seen where that is so.
fn noted(note: &str, change: f64) -> String {
    let hidden = if change < 5e-4 { "not seen from here" } else { "" };
    [note, hidden].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The stages to show: all, or the first and those that change most of what is seen.
fn telling(changes: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..changes.len()).collect();
    if changes.len() > MOST_STEPS {
        // The first step is the ground all others stand on. Sorting is stable: of equals, the earlier stays.
        order[1..].sort_by(|&a, &b| changes[b].total_cmp(&changes[a]));
        order.truncate(MOST_STEPS);
        order.sort_unstable();
    }
    order
}

/// Width over height of what is seen, held within what a panel may have.
fn wanted_aspect(view: View, points: &[Vec3]) -> f32 {
    // A camera for a very flat picture is as high as the points, one for a very tall picture as wide.
    let tall = Camera::fitted(view, Projection::Orthographic, points.iter().copied(), 1e6, 0.0).height;
    let wide = Camera::fitted(view, Projection::Orthographic, points.iter().copied(), 1e-6, 0.0).height * 1e-6;
    ((wide / tall) as f32).clamp(0.8, 1.6)
}

/// Where everything stands on the page.
struct Layout {
    /// Pixels for one pixel of a page 1600 wide.
    k: f32,
    width: f32,
    height: u32,
    margin: f32,
    gap: f32,
    head: f32,
    words: f32,
    columns: usize,
    panels: usize,
    card_width: f32,
    card_height: f32,
    row_height: f32,
    bar: f32,
}

impl Layout {
    fn new(strip: &Strip, panels: usize, aspect: f32) -> Self {
        let width = strip.width as f32;
        // Small pages keep letters that can be read.
        let k = (width / 1600.0).max(0.55);
        let columns = if panels <= 6 { panels } else { panels.div_ceil(2) };
        let rows = panels.div_ceil(columns);
        let (margin, gap) = ((36.0 * k).round(), (22.0 * k).round());
        let few = columns.max(3) as f32;
        let card_width = ((width - 2.0 * margin - gap * (few - 1.0)) / few).floor().max(8.0);
        let card_height = (card_width / aspect.max(0.05)).round().max(8.0);
        let head = (92.0 * k).round();
        let words = (52.0 * k).round();
        let bar = if strip.deviation.is_some() { (74.0 * k).round() } else { 0.0 };
        let row_height = words + card_height + (20.0 * k).round();
        let captions = strip.captions.len() as f32 * 22.0 * k;
        let legend = if strip.stages.is_empty() { 0.0 } else { 26.0 * k };
        let foot = bar.max(captions + legend + 8.0 * k) + 22.0 * k;
        let height = (head + row_height * rows as f32 + foot).ceil() as u32;
        Self { k, width, height, margin, gap, head, words, columns, panels, card_width, card_height, row_height, bar }
    }

    fn card(&self, k: usize) -> Area {
        let (row, column) = (k / self.columns, k % self.columns);
        Area {
            x: self.margin + column as f32 * (self.card_width + self.gap),
            y: self.head + row as f32 * self.row_height + self.words,
            width: self.card_width,
            height: self.card_height,
        }
    }

    fn hand(&self, weight: Weight, size: f32, color: Rgb) -> Hand {
        Hand { weight, size: size * self.k, color }
    }

    fn headline(&self, page: &mut Image, strip: &Strip) {
        let k = self.k;
        let baseline = 56.0 * k;
        let facts = strip.facts.join("   ·   ");
        let small = self.hand(Weight::Regular, 18.0, QUIET);
        let facts = small.cut(&facts, self.width * 0.5);
        let facts_width = small.width(&facts);
        small.write(page, &facts, self.width - self.margin - facts_width, baseline);
        let pill = self.hand(Weight::SemiBold, 16.0, [255, 255, 255]);
        let badge = strip.badge.as_ref().map(|b| (b, pill.width(&b.text) + 28.0 * k));
        let badge_room = badge.map_or(0.0, |(_, w)| w + 18.0 * k);
        let large = self.hand(Weight::SemiBold, 29.0, TEXT);
        let room = self.width - 2.0 * self.margin - facts_width - badge_room - 30.0 * k;
        let title = large.shortened(&strip.title, room.max(0.0));
        let end = large.write(page, &title, self.margin, baseline);
        if let Some((badge, width)) = badge {
            let color = match badge.tone {
                Tone::Good => [38, 132, 82],
                Tone::Caution => [190, 120, 12],
                Tone::Bad => [196, 52, 48],
            };
            let area = Area { x: end + 18.0 * k, y: baseline - 23.0 * k, width, height: 30.0 * k };
            area.fill(page, 15.0 * k, color);
            pill.write(page, &badge.text, area.x + 14.0 * k, baseline - 2.3 * k);
        }
    }

    fn frame(&self, page: &mut Image, number: usize, title: &str, note: &str, pill: Option<&str>) {
        let k = self.k;
        let area = self.card(number);
        area.round_off(page, 10.0 * k, PAGE);
        area.border(page, 10.0 * k, 1.0_f32.max(k), RIM);
        let bold = self.hand(Weight::SemiBold, 18.0, TEXT);
        bold.write(page, &bold.cut(title, area.width), area.x, area.y - 30.0 * k);
        let small = self.hand(Weight::Regular, 14.5, QUIET);
        small.write(page, &small.cut(note, area.width), area.x, area.y - 10.5 * k);
        if let Some(pill) = pill {
            let hand = self.hand(Weight::SemiBold, 14.0, QUIET);
            let width = hand.width(pill) + 20.0 * k;
            let tag = Area {
                x: area.x + area.width - width - 9.0 * k,
                y: area.y + area.height - 35.0 * k,
                width,
                height: 26.0 * k,
            };
            tag.fill(page, 13.0 * k, RIM);
            hand.write(page, pill, tag.x + 10.0 * k, tag.y + 18.0 * k);
        }
        // An arrow head to the next panel in the row.
        if number + 1 < self.panels && !(number + 1).is_multiple_of(self.columns) {
            let (x, y) = (area.x + area.width + self.gap * 0.5, area.y + area.height * 0.5);
            let (dx, dy) = (2.6 * k, 6.0 * k);
            stroke(page, [x - dx, y - dy], [x + dx, y], 2.0 * k, FAINT);
            stroke(page, [x + dx, y], [x - dx, y + dy], 2.0 * k, FAINT);
        }
    }

    fn color_bar(&self, page: &mut Image, number_of_panel: usize, d: &Deviation, map: &HeatMap, unit: &str) {
        let k = self.k;
        let card = self.card(number_of_panel);
        let inset = 14.0 * k;
        let bar = Area {
            x: card.x + inset,
            y: card.y + card.height + 14.0 * k,
            width: card.width - 2.0 * inset,
            height: 11.0 * k,
        };
        let columns = bar.width.round() as i64;
        for i in 0..columns {
            let t = (i as f64 + 0.5) / columns as f64 * 2.0 - 1.0;
            let color = map.color(t * map.limit);
            for y in 0..bar.height.round() as i64 {
                page.blend(bar.x as i64 + i, bar.y as i64 + y, color, 1.0);
            }
        }
        let small = self.hand(Weight::Regular, 13.0, QUIET);
        let place = |v: f64| bar.x + bar.width * (0.5 + 0.5 * (v / map.limit) as f32);
        let below = bar.y + bar.height;
        for v in [-map.limit, -d.tolerance, d.tolerance, map.limit] {
            let x = place(v).clamp(bar.x + 0.5, bar.x + bar.width - 0.5);
            stroke(page, [x, bar.y - 1.0 * k], [x, below + 4.0 * k], 1.2 * k, TEXT);
        }
        let signed = |v: f64| if v > 0.0 { format!("+{}", number(v)) } else { number(v) };
        let baseline = below + 18.0 * k;
        let ends = [signed(-map.limit), format!("{} {unit}", signed(map.limit))];
        let end_width = small.width(&ends[1]);
        if small.width(&ends[0]) + end_width + 8.0 * k < bar.width + inset {
            small.write(page, &ends[0], bar.x - inset * 0.5, baseline);
        }
        small.write(page, &ends[1], bar.x + bar.width + inset * 0.5 - end_width, baseline);
        // The two tolerance marks share a label where there is room for one.
        let middle = format!("±{}", number(d.tolerance));
        let middle_width = small.width(&middle);
        let left_end = bar.x - inset * 0.5 + small.width(&ends[0]);
        let right_end = bar.x + bar.width + inset * 0.5 - end_width;
        let x = place(0.0) - middle_width * 0.5;
        if x > left_end + 6.0 * k && x + middle_width < right_end - 6.0 * k {
            small.write(page, &middle, x, baseline);
        }
        let words = self.hand(Weight::Regular, 15.0, QUIET);
        let figures = self.hand(Weight::SemiBold, 15.0, TEXT);
        let items =
            [("mean", d.mean), ("p95", d.p95), ("max", d.max)].map(|(name, v)| (name, measured(v, d.tolerance)));
        let space = 6.0 * k;
        let width = |size: f32| -> f32 {
            let (w, f) = (Hand { size, ..words }, Hand { size, ..figures });
            items.iter().map(|(name, v)| w.width(name) + space + f.width(v)).sum::<f32>()
        };
        let mut size = words.size;
        while width(size) + 2.0 * 10.0 * k > card.width && size > 0.85 * words.size {
            size -= 0.25 * k;
        }
        let (words, figures) = (Hand { size, ..words }, Hand { size, ..figures });
        let gap = ((card.width - width(size)) / 2.0).clamp(12.0 * k, 22.0 * k);
        let whole = width(size) + 2.0 * gap;
        // Under a narrow card the line runs out to the left, where the page is free.
        let mut x = card.x + ((card.width - whole) * 0.5).max(0.0) + (card.width - whole).min(0.0);
        for (name, v) in items {
            x = words.write(page, name, x, below + 43.0 * k) + space;
            x = figures.write(page, &v, x, below + 43.0 * k) + gap;
        }
    }

    fn footer(&self, page: &mut Image, strip: &Strip, legend: bool) {
        let k = self.k;
        let last = self.card(self.panels - 1);
        let mut baseline = last.y + self.card_height + 30.0 * k;
        let room = self.width
            - 2.0 * self.margin
            - if self.bar > 0.0 { self.card_width.max(330.0 * k) + self.gap } else { 0.0 };
        let small = self.hand(Weight::Regular, 14.5, QUIET);
        if legend {
            let mut x = self.margin;
            let unknown = strip.deviation.is_some_and(|d| d.values.iter().any(|v| v.is_nan()));
            let words =
                [(SHOWN_NEW, "added by the step"), (SHOWN_GONE, "taken away by the step"), (UNKNOWN, "not seen")];
            for (color, word) in words.into_iter().take(if unknown { 3 } else { 2 }) {
                Area { x, y: baseline - 11.5 * k, width: 13.0 * k, height: 13.0 * k }.fill(page, 3.0 * k, color);
                x = small.write(page, word, x + 20.0 * k, baseline) + 26.0 * k;
            }
            baseline += 26.0 * k;
        }
        for line in &strip.captions {
            small.write(page, &small.cut(line, room), self.margin, baseline);
            baseline += 22.0 * k;
        }
    }
}
