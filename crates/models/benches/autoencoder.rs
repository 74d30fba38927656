//! Time of a training step, and programs encoded and decoded a second.
//!
//! `cargo bench -p resolid-models --bench autoencoder [WEIGHTS]`

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resolid_models::adamw::{AdamW, Moving};
use resolid_models::autoencoder::{Autoencoder, Shape};
use resolid_models::codec::{All, Batch};
use resolid_models::{Module, weights};
use resolid_program::tokens::{Command, Tokens, row};
use std::hint::black_box;
use std::time::Instant;

/// The shape of `runs/program-autoencoder.toml`.
const SHAPE: Shape = Shape { width: 192, heads: 4, hidden: 512, encoder: 2, decoder: 4, code: 64, latent: 256 };

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
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let programs: Vec<Tokens> = (0..256).map(|_| program(&mut rng)).collect();
    let all: Vec<&Tokens> = programs.iter().collect();
    let device = resolid_models::cpu().autodiff();
    let mut net = Autoencoder::new(&SHAPE, &device, &mut rng).expect("the shape is sound");
    let mut moving = Moving::new(weights::numbers(&net));
    println!("{} numbers, {} threads", moving.numbers.len(), rayon::current_num_threads());
    let how = AdamW { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, decay: 0.01, clip: 1.0 };
    let shrinks = vec![true; moving.numbers.len()];
    let batch = Batch::of(&all[..118], &mut All);
    let noise = vec![0.0; 118 * SHAPE.latent];
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..40 {
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
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let [forward, backward, update, whole] = times.each_mut().map(|t| 1e3 * median(t));
    // Six operations a matrix number and row: two forward, four backward.
    let dense: f64 = dense() * (batch.count * batch.steps) as f64 * 6.0;
    println!(
        "a step of 118 programs of 12 commands: median {whole:.1} ms (forward {forward:.1}, backward {backward:.1}, update {update:.1}), {:.1} GFLOP/s",
        dense / whole * 1e-6
    );
    let net = match std::env::args().nth(1).filter(|a| !a.starts_with("--")) {
        Some(path) => {
            let file = weights::Weights::read(path.as_ref()).expect("weights");
            Autoencoder::load(&file, &resolid_models::cpu()).expect("weights of this net")
        }
        None => net.valid(),
    };
    let start = Instant::now();
    let mut latents = None;
    for _ in 0..4 {
        latents = Some(net.encode(&Batch::of(&all, &mut All)));
    }
    let encode = start.elapsed().as_secs_f64() / 4.0;
    let start = Instant::now();
    let written = net.decode(latents.expect("four rounds"));
    let decode = start.elapsed().as_secs_f64();
    let rows: usize = written.iter().map(|p| p.len() + 1).sum();
    println!(
        "256 at a time: encode {:.0} programs a second, decode {:.0} ({rows} rows, {:.0} rows a second)",
        256.0 / encode,
        256.0 / decode,
        rows as f64 / decode
    );
}

/// Numbers that a row is multiplied by, heads left out.
fn dense() -> f64 {
    let Shape { width, hidden, encoder, decoder, code, latent, .. } = SHAPE;
    let block = 4 * width * width + 2 * width * hidden;
    let ends = 2 * resolid_models::codec::FEATURES * width + 2 * width * code + 2 * code * latent;
    (block * (encoder + decoder) + ends) as f64
}
