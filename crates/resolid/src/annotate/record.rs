//! What there is to say about one annotated object.

use serde::{Deserialize, Serialize};

/// An object: whether it is kept, how near its program comes, and each of its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What the object is called.
    pub object: String,
    /// What its file says that it is: `chair`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Whether there is a program of it.
    pub kept: bool,
    /// Intersection over union of the program with what its parts bound together, those included that are not kept; `null` where
    /// nothing was left to compare.
    pub iou: Option<f64>,
    /// Why it is not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Its parts, in the order of the file.
    pub parts: Vec<PartRecord>,
}

/// A part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartRecord {
    /// What the program calls it.
    pub name: String,
    /// What the file calls it.
    pub source: String,
    /// What the program calls the group it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Whether the program has it.
    pub kept: bool,
    /// What its triangles were taken for.
    pub read_as: ReadAs,
    /// Intersection over union of its own program with that.
    pub iou: Option<f64>,
    /// 95 % of its surface lie this near to its program, as a share of its diagonal.
    pub distance: Option<f64>,
    /// Steps that draw it.
    pub steps: usize,
    /// The definition that it shares with others that are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Why it is not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a part's triangles were taken for, and so what its IoU is with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// A closed surface, mended where that was small and sure: the volume it bounds.
    Solid,
    /// An open surface: the volume it bounds once its flat holes are closed over, or once its gaps are passed over.
    Open,
    /// Facets that bound nothing, read as a scan: the solid that its points were taken to bound.
    Scan,
    /// Nothing at all.
    Nothing,
}

impl ReadAs {
    /// As one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Open => "open",
            Self::Scan => "scan",
            Self::Nothing => "nothing",
        }
    }
}

impl PartRecord {
    /// Whether the program lacks it; a group that holds nothing is none.
    pub fn is_lost(&self) -> bool {
        !self.kept && self.read_as != ReadAs::Nothing
    }
}

impl Record {
    /// The record of an object that nothing came of.
    pub fn refused(object: String, reason: String, seconds: f64) -> Self {
        Self { object, category: None, kept: false, iou: None, reason: Some(reason), seconds, parts: Vec::new() }
    }

    /// How many parts are kept, and how many there are; those without any triangle are not counted.
    pub fn counts(&self) -> [usize; 2] {
        let kept = self.parts.iter().filter(|p| p.kept).count();
        [kept, kept + self.parts.iter().filter(|p| p.is_lost()).count()]
    }

    /// Whether all parts are kept that hold anything.
    pub fn is_whole(&self) -> bool {
        !self.parts.iter().any(PartRecord::is_lost)
    }
}
