//! A hundred thousand parts: how large their index is, how long it takes to open, and to answer.
//!
//! `cargo bench -p resolid-index --bench search [PARTS]`. The parts are a few hundred plates, each with its numbers shaken, so that no two are one.
#![allow(missing_docs)]

#[path = "../tests/common/mod.rs"]
mod common;

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use resolid_geom::Silent;
use resolid_index::{
    Embedded, Entry, Original, Query, Sketch, Store, Surface, Wish, describe, encode_part, encode_query, search,
};
use std::time::Instant;

const SHAPES: usize = 300;

fn main() {
    let parts: usize = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(100_000);
    let room = tempfile::tempdir().expect("room");
    let surfaces: Vec<Surface> =
        common::plates(SHAPES).par_iter().map(|p| Surface::of_program(p).expect("a plate")).collect();
    let timed = |name: &str, times: usize, work: &mut dyn FnMut(usize)| {
        let mut all: Vec<f64> = (0..times)
            .map(|k| {
                let start = Instant::now();
                work(k);
                1e3 * start.elapsed().as_secs_f64()
            })
            .collect();
        all.sort_by(f64::total_cmp);
        println!("{name:<44} {:8.2} ms in the median, {:8.2} at most", all[times / 2], all[times - 1]);
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        timed("describe a shape, one core", 20, &mut |k| drop(describe(&surfaces[k])));
        timed("its sketch", 20, &mut |k| drop(Sketch::new(&surfaces[k])));
        let mesh = surfaces[1].mesh.clone().expect("a mesh");
        timed("a mesh to a surface", 20, &mut |_| drop(Surface::of_mesh(&mesh)));
        let cloud = resolid_geom::Cloud::of(surfaces[1].points.iter().chain(&surfaces[1].points).copied().collect());
        timed("a cloud of 8,192 points without normals", 20, &mut |_| drop(Surface::of_cloud(&cloud)));
    });
    let made: Vec<_> = surfaces.par_iter().map(|s| (Sketch::new(s), encode_part(s))).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut index = Embedded::open_or_make(room.path()).expect("an index");
    let start = Instant::now();
    for first in (0..parts).step_by(1000) {
        let entries: Vec<Entry> = (first..(first + 1000).min(parts))
            .map(|k| {
                let path = format!("/srv/parts/by-customer/{}/drawing-{k:07}.step", k % 97);
                let mut entry = common::entry(&path, &surfaces[0]);
                if let Entry::Part(part) = &mut entry {
                    (part.sketch, part.encodings) = made[k % SHAPES].clone();
                    let shaken = part.encodings.iter_mut().flat_map(|e| &mut e.vector);
                    shaken.for_each(|v| *v += rng.random_range(-0.5..0.5));
                }
                entry
            })
            .collect();
        index.put(&entries).expect("room on the disk");
    }
    println!("{parts} parts written in {:.1} s", start.elapsed().as_secs_f64());
    drop(index);
    let bytes = std::fs::metadata(room.path().join("parts.sqlite")).expect("records").len();
    println!("the index holds {:.1} MB", bytes as f64 / 1e6);
    let queries: Vec<_> = surfaces.iter().take(50).map(encode_query).collect();
    timed("open it and answer one query", 5, &mut |k| {
        let mut index = Embedded::open(room.path()).expect("an index");
        assert_eq!(index.nearest(&queries[k][0], 50, None).expect("parts").len(), 50);
    });
    let mut index = Embedded::open(room.path()).expect("an index");
    index.nearest(&queries[0][0], 50, None).expect("parts");
    timed("answer a query", 50, &mut |k| drop(index.nearest(&queries[k][0], 50, None).expect("parts")));
    timed("read the records of 50", 50, &mut |k| {
        let near = index.nearest(&queries[k][0], 50, None).expect("parts");
        let ids: Vec<i64> = near.iter().map(|n| n.id).collect();
        drop(index.candidates(&ids).expect("parts"));
    });
    let wish = Wish { top: 10, sized: true, any_size: false };
    timed("prepare a query, find and lay parts on it", 10, &mut |k| {
        let query = Query::new(surfaces[k].clone());
        let original = |_: &resolid_index::Listed| Original::Same(Box::new(surfaces[k].clone()));
        drop(search(&mut index, &query, &queries[k], &wish, &original, &Silent).expect("parts"));
    });
}
