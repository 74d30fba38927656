//! Colours of the terminal. `anstream` drops them where standard output is no terminal or `NO_COLOR` is set.

use anstyle::{AnsiColor, Style};
pub use resolid_report::words::{count, grouped, number};

/// "error:"
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// "hint:"
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// What went well.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What went half well.
pub const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// The names on the left of a report.
pub const LABEL: Style = Style::new().dimmed();
/// What the eye should find first.
pub const STRONG: Style = Style::new().bold();

/// The text between a style's escape codes.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A field of a CSV file, quoted where it must be.
pub fn csv_field(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.into() }
}
