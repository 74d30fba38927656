//! What a file of parts under parts comes to: a few of each, used twice by the next, make billions.

use super::ReadError;
use crate::TriMesh;

/// Most vertices of all that is placed, and most places, parts counted wherever they are used.
const MOST_VERTICES: u64 = 20_000_000;
const MOST_PLACES: u64 = 1_000_000;

/// All that was placed so far.
#[derive(Default)]
pub(super) struct Placed {
    pub mesh: TriMesh,
    places: u64,
}

impl Placed {
    /// Places so far.
    pub fn places(&self) -> u64 {
        self.places
    }

    /// Asks for one more place, of so many vertices.
    ///
    /// # Errors
    /// Where that would be too many.
    pub fn admit(&mut self, vertices: usize) -> Result<(), ReadError> {
        self.places += 1;
        let vertices = (self.mesh.vertices.len() + vertices) as u64;
        for (what, count, most) in [("parts", self.places, MOST_PLACES), ("vertices", vertices, MOST_VERTICES)] {
            if count > most {
                return Err(ReadError::TooManyPlaced { what, count, most });
            }
        }
        Ok(())
    }
}
