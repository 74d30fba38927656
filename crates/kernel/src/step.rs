//! STEP files, written and read.

use crate::error::KernelError;
use crate::shim::ffi;
use crate::sketch::position;
use crate::solid::{Solid, prepare};
use resolid_geom::Vec3;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// OpenCASCADE's translators keep their settings in process-wide variables. The lock lives here, outside the C++
/// frames that a crash jumps over.
static EXCHANGE: Mutex<()> = Mutex::new(());

fn exchange() -> MutexGuard<'static, ()> {
    EXCHANGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The application protocol of a STEP file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Schema {
    /// ISO 10303-242, what current systems write.
    #[default]
    Ap242,
    /// ISO 10303-214, what nearly everything reads.
    Ap214,
}

impl Schema {
    /// What OpenCASCADE calls it.
    fn setting(self) -> &'static str {
        match self {
            Self::Ap242 => "AP242DIS",
            Self::Ap214 => "AP214IS",
        }
    }

    /// What the header calls it.
    fn identifier(self) -> &'static str {
        match self {
            Self::Ap242 => "AP242_MANAGED_MODEL_BASED_3D_ENGINEERING_MIM_LF { 1 0 10303 442 1 1 4 }",
            Self::Ap214 => "AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 1 1 }",
        }
    }
}

/// What a STEP file says besides the shape. Lengths are always millimetres.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOptions {
    /// The application protocol.
    pub schema: Schema,
    /// The product's one name; any text.
    pub name: String,
    /// ISO 8601 time for the header, such as `2026-11-21T10:00:00`. The default is a fixed one, so that the same
    /// program gives the same bytes.
    pub timestamp: String,
}

impl Default for StepOptions {
    fn default() -> Self {
        Self { schema: Schema::default(), name: "part".into(), timestamp: "2000-01-01T00:00:00".into() }
    }
}

impl Solid {
    /// The bytes of a STEP file: one product, each solid one `MANIFOLD_SOLID_BREP`, millimetres, a header
    /// without author or clock.
    ///
    /// # Errors
    /// [`KernelError::Unsound`] where [`Solid::validity`] finds fault, [`KernelError::WriteStep`] when the kernel fails.
    pub fn write_step(&self, options: &StepOptions) -> Result<Vec<u8>, KernelError> {
        if let Some(reason) = &self.validity().fault {
            return Err(KernelError::Unsound { reason: reason.clone() });
        }
        prepare();
        let schema = options.schema.setting();
        let failed = |message: String| KernelError::WriteStep { message };
        let kernel = |e: cxx::Exception| failed(e.what().to_string());
        let lock = exchange();
        let text = if self.offset == Vec3::ZERO {
            ffi::write_step(&self.shape, schema)
        } else {
            let placed = ffi::moved(&self.shape, &position(self.offset)).map_err(kernel)?;
            ffi::write_step(&placed, schema)
        }
        .map_err(kernel)?;
        drop(lock);
        finished(&text, self.names(), options)
            .ok_or_else(|| failed("the kernel's text has no header".into()))
            .map(String::into_bytes)
    }
}

/// The kernel's text under a header of our own, the names put in.
fn finished(text: &str, names: &[Option<String>], options: &StepOptions) -> Option<String> {
    let data_at = text.find("DATA;")?;
    let name = encoded(&options.name);
    let mut out = String::with_capacity(text.len() + 1024);
    out.push_str("ISO-10303-21;\nHEADER;\n");
    out.push_str("FILE_DESCRIPTION((''),'2;1');\n");
    out.push_str(&format!(
        "FILE_NAME('{name}','{}',(''),(''),'Open CASCADE {}','Resolid {}','');\n",
        encoded(&options.timestamp),
        crate::version(),
        env!("CARGO_PKG_VERSION"),
    ));
    out.push_str(&format!("FILE_SCHEMA(('{}'));\nENDSEC;\n", options.schema.identifier()));
    // For several solids the kernel names no kind of representation, though all of them are boundaries.
    let data = text[data_at..].replacen("= SHAPE_REPRESENTATION(", "= ADVANCED_BREP_SHAPE_REPRESENTATION(", 1);
    let mut rest = data.as_str();
    while let Some(at) = rest.find("'resolid_") {
        out.push_str(&rest[..=at]);
        let quoted = &rest[at + 1..];
        let end = quoted.find('\'')?;
        match quoted[..end].strip_prefix("resolid_solid_").and_then(|n| n.parse::<usize>().ok()) {
            Some(number) => {
                let own = names.get(number - 1).and_then(|n| n.as_deref()).map(encoded);
                out.push_str(&own.unwrap_or_else(|| name.clone()));
            }
            None => out.push_str(&name),
        }
        rest = &quoted[end..];
    }
    out.push_str(rest);
    Some(out)
}

/// Text as a STEP string holds it: quotes and backslashes doubled, what is not ASCII as UTF-16 in hexadecimal.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    let mut wide = String::new();
    let close = |wide: &mut String, out: &mut String| {
        if !wide.is_empty() {
            out.push_str(&format!("\\X2\\{wide}\\X0\\"));
            wide.clear();
        }
    };
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        if c.is_ascii() {
            close(&mut wide, &mut out);
            match c {
                '\'' => out.push_str("''"),
                '\\' => out.push_str("\\\\"),
                _ => out.push(c),
            }
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                wide.push_str(&format!("{unit:04X}"));
            }
        }
    }
    close(&mut wide, &mut out);
    out
}

/// What a STEP file holds, in millimetres: its solids, closed shells made solids, and surfaces that enclose
/// nothing as they are.
///
/// # Errors
/// [`KernelError::ReadStep`]: not STEP, damaged, or without any surface.
pub fn read_step(bytes: &[u8]) -> Result<Solid, KernelError> {
    prepare();
    let failed = |message: String| KernelError::ReadStep { message };
    let start = &bytes[..bytes.len().min(4096)];
    if !start.windows(12).any(|w| w == b"ISO-10303-21") {
        return Err(failed("it does not begin with ISO-10303-21".into()));
    }
    let lock = exchange();
    let shape = ffi::read_step(bytes).map_err(|e| failed(e.what().to_string()))?;
    drop(lock);
    Solid::unchecked(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_a_step_string() {
        assert_eq!(encoded("it's a \\ part"), "it''s a \\\\ part");
        assert_eq!(encoded("Stütze 3"), "St\\X2\\00FC\\X0\\tze 3");
        assert_eq!(encoded("a\nb"), "a b");
    }
}
