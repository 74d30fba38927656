//! The same records in a database that a team shares: `tools/with_postgres` starts a server of its own for these.
#![cfg(feature = "postgres")]
#![allow(missing_docs)]

mod common;

use common::{entry, plates};
use postgres::{Client, NoTls};
use resolid_geom::Silent;
use resolid_index::{
    Embedded, Entry, IndexError, Original, Postgres, Query, Root, SizeWish, Stamp, Store, Surface, Wish, encode_query,
    search,
};

/// A database of its own for a test, on the server that `RESOLID_POSTGRES` names.
fn database(name: &str) -> String {
    let server = std::env::var("RESOLID_POSTGRES").expect("run by tools/with_postgres");
    let mut client = Client::connect(&server, NoTls).unwrap();
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
    client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (before, options) = server.split_once('?').map_or((&*server, String::new()), |(b, o)| (b, format!("?{o}")));
    format!("{}/{name}{options}", before.rsplit_once('/').unwrap().0)
}

fn surfaces(count: usize) -> Vec<Surface> {
    plates(count).iter().map(|p| Surface::of_program(p).unwrap()).collect()
}

#[test]
#[ignore = "tools: a PostgreSQL server"]
fn a_database_answers_as_a_folder_does() {
    let address = database("answers");
    assert!(matches!(Postgres::open(&address), Err(IndexError::Missing { .. })));
    let surfaces = surfaces(30);
    let entries: Vec<Entry> = surfaces.iter().enumerate().map(|(k, s)| entry(&format!("/p/{k:02}"), s)).collect();
    let room = tempfile::tempdir().unwrap();
    let mut stores: Vec<Box<dyn Store>> = vec![
        Box::new(Embedded::open_or_make(room.path()).unwrap()),
        Box::new(Postgres::open_or_make(&address).unwrap()),
    ];
    let told: Vec<String> = stores
        .iter_mut()
        .map(|store| {
            let mut told = String::new();
            store.add_root(&Root { path: "/p".into(), unit: None }).unwrap();
            store.put(&entries).unwrap();
            store.put(&entries[3..4]).unwrap();
            let fault = Entry::Fault { path: "/p/x".into(), stamp: Stamp::default(), reason: "none".into() };
            store.put(&[fault]).unwrap();
            store.touch(&[("/p/x".into(), Stamp { modified: 5, ..Stamp::default() })]).unwrap();
            assert_eq!(store.remove(&["/p/07".into(), "/p/none".into()]).unwrap(), 1);
            told += &format!("{:?} {:?}\n", store.roots().unwrap(), store.embeddings().unwrap());
            for l in store.list().unwrap() {
                told += &format!("{} {:?} {:?} {} {}\n", l.path, l.kind, l.stamp.modified, l.about, l.diagonal);
            }
            let wish = SizeWish { size: 3.0, weight: 20.0, most: 1.0 };
            for (query, wish) in surfaces.iter().step_by(7).zip([None, Some(wish), None, Some(wish), None]) {
                let near = store.nearest(&encode_query(query)[0], 6, wish).unwrap();
                let ids: Vec<i64> = near.iter().map(|n| n.id).collect();
                for (c, n) in store.candidates(&ids).unwrap().iter().zip(&near) {
                    told += &format!("{} {:.3} {:?}\n", c.part.path, n.distance, c.sketch.points[5]);
                }
            }
            assert_eq!(store.verify().unwrap(), Vec::<String>::new());
            told
        })
        .collect();
    assert_eq!(told[0], told[1]);
    let query = Query::new(surfaces[4].clone());
    let wish = Wish { top: 3, sized: true, any_size: false };
    let encodings = encode_query(&surfaces[4]);
    let found = search(&mut *stores[1], &query, &encodings, &wish, &|_| Original::Missing, &Silent).unwrap();
    assert_eq!(found.hits[0].part.path, "/p/04");
}

#[test]
#[ignore = "tools: a PostgreSQL server"]
fn a_database_that_goes_away_gives_one_clear_line_and_loses_nothing() {
    let address = database("leaves");
    let surfaces = surfaces(4);
    let mut index = Postgres::open_or_make(&address).unwrap();
    index.put(&[entry("/p/0", &surfaces[0]), entry("/p/1", &surfaces[1])]).unwrap();
    let mut other = Client::connect(&address, NoTls).unwrap();
    let end =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'leaves' AND pid <> pg_backend_pid()";
    other.batch_execute(end).unwrap();
    let said = index.put(&[entry("/p/2", &surfaces[2])]).unwrap_err().to_string();
    assert!(said.contains("went away") && said.contains("goes on from there") && !said.contains('\n'), "{said}");
    let again = index.list().unwrap_err().to_string();
    assert!(again.contains("went away"), "{again}");
    let mut index = Postgres::open(&address).unwrap();
    assert_eq!(index.list().unwrap().len(), 2);
}

#[test]
#[ignore = "tools: a PostgreSQL server"]
fn other_versions_and_no_server_at_all_are_told_apart() {
    let address = database("versions");
    drop(Postgres::open_or_make(&address).unwrap());
    let mut client = Client::connect(&address, NoTls).unwrap();
    client.batch_execute("UPDATE resolid.meta SET version = 99").unwrap();
    assert!(matches!(Postgres::open(&address), Err(IndexError::Version { found: 99, .. })));
    // Made anew in the place of it, with what was added.
    let roots = [Root { path: "/p".into(), unit: Some("in".into()) }];
    assert_eq!(Postgres::make(&address, &roots).unwrap().roots().unwrap(), roots);
    let said = Postgres::open("postgres://me:secret@127.0.0.1:1/parts").err().unwrap().to_string();
    assert!(said.contains("nobody answers") && !said.contains("secret") && !said.contains('\n'), "{said}");
}
