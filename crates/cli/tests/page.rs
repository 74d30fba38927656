//! The report as a page: one file that fetches nothing, in which every name is a word.
#![allow(missing_docs)]

mod common;

use common::{cuboid, resolid, stl};

/// What stands between `open` and `close`.
fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    let from = page.find(open).unwrap_or_else(|| panic!("{open} is not there")) + open.len();
    &page[from..from + page[from..].find(close).unwrap_or_else(|| panic!("{close} is not there"))]
}

#[test]
fn a_page_stands_alone_and_takes_no_name_for_a_tag() {
    let folder = tempfile::tempdir().unwrap();
    let name = "<script>alert(1)<&\"' part.stl";
    std::fs::write(folder.path().join(name), stl(&cuboid([0.0; 3], [40.0, 20.0, 10.0]))).unwrap();
    let run = resolid(folder.path(), &["reconstruct", name, "--report", "part.html", "--report", "part.json", "-q"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let bytes = std::fs::read(folder.path().join("part.html")).unwrap();
    assert!(bytes.len() < 600_000, "{} bytes", bytes.len());
    let page = String::from_utf8(bytes).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&amp;") && !page.contains("<script>alert"), "a name became a tag");
    // Nothing is fetched: no address but those within the page, and a policy that forbids all others.
    assert!(page.contains("default-src 'none'"));
    for (before, _) in page.match_indices("src=\"").chain(page.match_indices("href=\"")) {
        let address = &page[before..page.len().min(before + 30)];
        assert!(address.contains("\"data:"), "{address}");
    }
    for word in ["url(", "@import", "<link", "<iframe"] {
        assert!(!page.contains(word), "{word}");
    }
    // What it describes is what the report says.
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("part.json")).unwrap()).unwrap();
    let text = between(&page, "<script id=\"description\" type=\"application/json\">", "</script>");
    let description: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(description["tolerance"], report["tolerance"]);
    let shapes = description["geometry"]["shapes"].as_array().unwrap();
    assert_eq!((shapes[0]["name"].as_str(), shapes[1]["name"].as_str()), (Some("input"), Some("result")));
    assert_eq!((shapes[1]["edges"].as_u64(), shapes[1]["triangles"].as_u64()), (Some(12), Some(12)), "{shapes:?}");
    assert!(
        between(&page, "<ol class=\"steps\">", "</ol>").contains("data:image/png;base64,"),
        "no picture of the step"
    );
    // The same input gives the same page, but for time and memory.
    let again = resolid(folder.path(), &["reconstruct", name, "--report", "again.html", "-q"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let again = std::fs::read_to_string(folder.path().join("again.html")).unwrap();
    let geometry = |page: &str| between(page, "<script id=\"geometry\" type=\"text/plain\">", "</script>").to_string();
    assert!(geometry(&page) == geometry(&again), "the geometry of the second page is another");
    let stills = |page: &str| between(page, "<div class=\"still\">", "<div id=\"viewer\"").to_string();
    assert!(stills(&page) == stills(&again), "the stills of the second page are others");
}

#[test]
fn a_cloud_has_points_on_its_page() {
    let folder = tempfile::tempdir().unwrap();
    // A box as points with normals, ten to a side.
    let mut text = String::new();
    for axis in 0..3 {
        for side in [0.0, 1.0] {
            for i in 0..400 {
                let (u, v) = ((f64::from(i % 20) + 0.5) / 20.0, (f64::from(i / 20) + 0.5) / 20.0);
                let mut p = [0.0; 3];
                let mut n = [0.0; 3];
                p[axis] = side;
                p[(axis + 1) % 3] = u;
                p[(axis + 2) % 3] = v;
                n[axis] = 2.0 * side - 1.0;
                let [x, y, z] = [p[0] * 40.0, p[1] * 20.0, p[2] * 10.0];
                text += &format!("{x} {y} {z} {} {} {}\n", n[0], n[1], n[2]);
            }
        }
    }
    std::fs::write(folder.path().join("box.xyz"), text).unwrap();
    let run = resolid(folder.path(), &["reconstruct", "box.xyz", "--report", "box.html", "--report", "box.json", "-q"]);
    assert!(matches!(run.code, Some(0 | 4)), "{run:?}");
    let page = std::fs::read_to_string(folder.path().join("box.html")).unwrap();
    let text = between(&page, "<script id=\"description\" type=\"application/json\">", "</script>");
    let description: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(description["cloud"], true);
    let input = &description["geometry"]["shapes"][0];
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("box.json")).unwrap()).unwrap();
    let used = report["input"]["points_used"].as_u64().filter(|n| *n > 1000);
    assert_eq!((input["places"].as_u64(), input["triangles"].as_u64()), (used, Some(0)), "{input}");
    // Each dimension stands there with how well the points set it.
    let dimensions = report["dimensions"].as_array().unwrap();
    assert!(!dimensions.is_empty(), "{report}");
    let mut rest = page.as_str();
    for d in dimensions {
        let what = d["what"].as_str().unwrap();
        // Several may share a name.
        let (_, from) = rest.split_once(&format!("<td>{what}</td><td class=\"n\">")).unwrap();
        let (row, after) = from.split_once("</td>").unwrap();
        rest = after;
        let (value, deviation) = row.split_once(" ± ").unwrap_or_else(|| panic!("{row}"));
        let near = |text: &str, of: &serde_json::Value| {
            let (v, off) = (of.as_f64().unwrap(), text.parse::<f64>().unwrap());
            (v - off).abs() <= 0.5 * d["deviation"].as_f64().unwrap() + 1e-9
        };
        assert!(near(value, &d["value"]) && near(deviation, &d["deviation"]), "{row} for {d}");
    }
}
