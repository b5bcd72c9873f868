//! A JSON value to text: in one line, or over several.

use super::{Json, scaled};

pub(super) fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(value) => number(*value, out),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push(if at > 0 { ',' } else { '[' });
                write(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Json::Object(entries) => {
            for (at, (key, value)) in entries.iter().enumerate() {
                out.push(if at > 0 { ',' } else { '{' });
                write_string(key, out);
                out.push(':');
                write(value, out);
            }
            out.push_str(if entries.is_empty() { "{}" } else { "}" });
        }
    }
}

pub(super) fn number(number: f64, out: &mut String) {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        out.push_str(&(number as i64).to_string());
    } else {
        out.push_str(&decimal(number));
    }
}

/// The same over several lines.
pub(super) fn pretty(value: &Json, depth: usize, out: &mut String) {
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    match value {
        // Lists of numbers (`date-parts`) stay on one line.
        Json::Array(items) if items.iter().all(|item| !matches!(item, Json::Object(_) | Json::String(_))) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                pretty(item, depth + 1, out);
            }
            out.push(']');
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push(if at > 0 { ',' } else { '[' });
                line(depth + 1, out);
                pretty(item, depth + 1, out);
            }
            line(depth, out);
            out.push(']');
        }
        Json::Object(entries) if !entries.is_empty() => {
            for (at, (key, value)) in entries.iter().enumerate() {
                out.push(if at > 0 { ',' } else { '{' });
                line(depth + 1, out);
                write_string(key, out);
                out.push_str(": ");
                pretty(value, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
        _ => write(value, out),
    }
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{0}'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", letter as u32)),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// A number other than a small integer, in decimal notation with up to 15 digits.
fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let number = number.abs();
    let (mut zeros, mut size) = (0, number);
    while size >= 1e15 {
        size /= 10.0;
        zeros += 1;
    }
    // A power of ten that is no float is rounded once more in each step: fewer digits are sure.
    zeros += if zeros > 22 { 3 } else { 0 };
    let mut places = -zeros;
    let digits = loop {
        let digits = (scaled(number, places) + 0.5) as u64;
        let last = places == 17 || scaled(number, places + 1) >= 1e15;
        if zeros > 0 || last || scaled(digits as f64, -places) == number {
            break digits;
        }
        places += 1;
    };
    let (mut digits, mut places) = (digits, places);
    while digits > 0 && digits % 10 == 0 && places > -zeros {
        digits /= 10;
        places -= 1;
    }
    if digits == 0 {
        return "0".to_owned();
    }
    let (zeros, places) = (zeros.unsigned_abs() as usize, places.max(0) as usize);
    let digits = digits.to_string();
    let digits = "0".repeat((places + 1).saturating_sub(digits.len())) + &digits;
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let point = if fraction.is_empty() { "" } else { "." };
    [sign, whole, &"0".repeat(zeros), point, fraction].concat()
}
