//! Time of a training step, and programs encoded and decoded a second, by the weights that ship.
//!
//! `cargo bench -p resolid-models --bench autoencoder`; beside PyTorch: `benches/reference/autoencoder.py`

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_models::adamw::{AdamW, Moving};
use resolid_models::autoencoder::{Autoencoder, Shape};
use resolid_models::codec::{All, Batch, FEATURES};
use resolid_models::weights::{self, Array, Label, Precision, Weights};
use resolid_program::tokens::{Command, Tokens, row};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The shape of `runs/program-autoencoder.toml`.
const SHAPE: Shape =
    Shape { width: 192, heads: 4, hidden: 512, encoder: 2, decoder: 4, code: 64, latent: 256, without: Vec::new() };
/// Programs of a step, and those that are encoded and decoded at a time.
const BATCH: usize = 118;
const MANY: usize = 256;

/// A plate and a boss with a round side: twelve commands.
fn program(rng: &mut ChaCha8Rng) -> Tokens {
    let mut level = || rng.random_range(1..256_i16);
    let mut rows = vec![row(Command::Loop, &[])];
    (0..4).for_each(|_| rows.push(row(Command::Line, &[level(), level()])));
    let extrude = |level: &mut dyn FnMut() -> i16| {
        row(Command::Extrude, &[level(), level(), level(), level(), level(), level(), level(), level(), level(), 1, 0])
    };
    rows.push(extrude(&mut level));
    rows.push(row(Command::Loop, &[]));
    (0..2).for_each(|_| rows.push(row(Command::Line, &[level(), level()])));
    rows.push(row(Command::Arc, &[level(), level(), level(), 1]));
    rows.push(row(Command::Line, &[level(), level()]));
    rows.push(extrude(&mut level));
    Tokens::from_rows(&rows).expect("the rows are a program")
}

fn main() {
    let twin = std::env::args().skip_while(|a| a != "--twin").nth(1);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let programs: Vec<Tokens> = (0..MANY).map(|_| program(&mut rng)).collect();
    let all: Vec<&Tokens> = programs.iter().collect();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("weights/program-autoencoder.safetensors");
    let shipped = Weights::read(&shipped).expect("the weights that ship");
    let shipped = Autoencoder::load(&shipped, &resolid_models::cpu()).expect("weights of this net");
    let device = resolid_models::cpu().autodiff();
    let mut net = Autoencoder::new(&SHAPE, &device, &mut rng).expect("the shape is sound");
    let first = weights::numbers(&shipped);
    net = weights::with(net, &first, |_| true);
    let mut moving = Moving::new(first);
    println!("{} numbers, {} threads", moving.numbers.len(), rayon::current_num_threads());
    let how = AdamW { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, decay: 0.01, clip: 1.0 };
    let shrinks = vec![true; moving.numbers.len()];
    let batch = Batch::of(&all[..BATCH], &mut All);
    let noise = vec![0.0; BATCH * SHAPE.latent];
    let loss = net.cost(&batch, &noise).loss.into_scalar::<f32>();
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..20 {
        let start = Instant::now();
        let cost = net.cost(&batch, &noise);
        black_box(cost.loss.clone().into_scalar::<f32>());
        let forward = start.elapsed();
        let gradients = weights::gradients(&net, cost.loss.backward());
        let backward = start.elapsed();
        moving.step(&how, 1e-3, &gradients, &shrinks, 0.999);
        net = weights::with(net, &moving.numbers, |_| true);
        let whole = start.elapsed();
        for (k, t) in [forward, backward - forward, whole - backward, whole].into_iter().enumerate() {
            times[k].push(t.as_secs_f64());
        }
    }
    let least = |times: &Vec<f64>| times.iter().copied().fold(f64::MAX, f64::min);
    let [forward, backward, update, step] = times.each_ref().map(least);
    let row = dense();
    // Six operations a matrix number and row: two forward, four backward.
    let in_step = 6e-9 * (row[0] + row[1]) * (batch.count * batch.steps) as f64;
    println!(
        "a step of {BATCH} programs of 12 commands: {:.1} ms at least (forward {:.1}, backward {:.1}, update {:.1}), {:.1} GFLOP/s",
        1e3 * step,
        1e3 * forward,
        1e3 * backward,
        1e3 * update,
        in_step / step
    );
    let (mut encode, mut decode, mut written) = (f64::MAX, f64::MAX, Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        let latents = shipped.encode(&Batch::of(&all, &mut All));
        black_box(latents.clone().sum().into_scalar::<f32>());
        encode = encode.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        written = shipped.decode(latents);
        decode = decode.min(start.elapsed().as_secs_f64());
    }
    let rows: usize = written.iter().map(|p| p.len() + 1).sum();
    println!(
        "{MANY} at a time: encode {:.0} programs a second, decode {:.0} ({rows} rows, {:.0} rows a second)",
        MANY as f64 / encode,
        MANY as f64 / decode,
        rows as f64 / decode
    );
    let Some(folder) = twin else { return };
    let latents: Vec<f32> = shipped.encode(&batch).into_data().iter::<f32>().collect();
    let label = Label { net: "bench".into(), configuration: String::new(), notes: Default::default() };
    let put = |name: &str, arrays: &[Array], numbers: &[f32]| {
        let bytes = weights::to_bytes(arrays, numbers, &label, Precision::Single);
        std::fs::write(Path::new(&folder).join(name), bytes).expect("the folder can be written");
    };
    put("weights.safetensors", &weights::arrays(&shipped), &weights::numbers(&shipped));
    put_batch(put, "step.safetensors", &batch, &latents);
    put_batch(put, "many.safetensors", &Batch::of(&written.iter().collect::<Vec<_>>(), &mut All), &[]);
    let encoding = 2e-9 * row[0] * (MANY * 13) as f64;
    let decoding = 2e-9 * row[1] * rows as f64;
    println!(
        "{{\"loss\": {loss}, \"programs\": {MANY}, \"step\": {step}, \"encode\": {encode}, \"decode\": {decode}, \"gflop\": {{\"step\": {in_step}, \"encode\": {encoding}, \"decode\": {decoding}}}}}"
    );
}

/// All of a batch as arrays of a file; what is whole numbers stays exact.
fn put_batch(put: impl Fn(&str, &[Array], &[f32]), name: &str, batch: &Batch, latents: &[f32]) {
    let (mut arrays, mut numbers) = (Vec::new(), Vec::new());
    let mut add = |name: String, shape: Vec<usize>, own: &mut dyn Iterator<Item = f32>| {
        numbers.extend(own);
        arrays.push(Array { name, shape });
    };
    let [count, steps] = [batch.count, batch.steps];
    add("read".into(), vec![count, steps, FEATURES], &mut batch.read.iter().copied());
    add("told".into(), vec![count, steps, FEATURES], &mut batch.told.iter().copied());
    add("present".into(), vec![count, steps], &mut batch.present.iter().copied());
    add("counted".into(), vec![count, steps], &mut batch.counted.iter().copied());
    add("barred".into(), vec![count, steps, 6], &mut batch.barred.iter().copied());
    add("commands".into(), vec![count, steps], &mut batch.commands.iter().map(|&c| c as f32));
    for k in 0..4 {
        let (places, levels) = (&batch.places[k], &batch.levels[k]);
        add(format!("places{k}"), vec![places.len()], &mut places.iter().map(|&p| p as f32));
        add(format!("levels{k}"), vec![levels.len()], &mut levels.iter().map(|&l| l as f32));
    }
    add("latents".into(), vec![latents.len() / SHAPE.latent, SHAPE.latent], &mut latents.iter().copied());
    put(name, &arrays, &numbers);
}

/// Numbers that a row is multiplied by where it is read, and where it is written; heads left out.
fn dense() -> [f64; 2] {
    let Shape { width, hidden, encoder, decoder, code, latent, .. } = SHAPE;
    let block = 4 * width * width + 2 * width * hidden;
    let ends = FEATURES * width + width * code + code * latent;
    [(block * encoder + ends) as f64, (block * decoder + ends) as f64]
}
