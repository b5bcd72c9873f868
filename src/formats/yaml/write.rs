//! A value to YAML 1.2 text: block mappings and lists, plain scalars where nothing else can be read
//! in them (<https://yaml.org/spec/1.2.2/#733-plain-style>).

use crate::record::Json;

/// YAML text of a value, two spaces an indent.
pub(crate) fn write(value: &Json) -> String {
    let mut out = String::new();
    put(value, 0, &mut out);
    out
}

fn put(value: &Json, indent: usize, out: &mut String) {
    let pad = |out: &mut String| {
        if out.is_empty() || out.ends_with('\n') {
            out.extend(std::iter::repeat_n(' ', indent));
        }
    };
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                pad(out);
                scalar(key, out);
                out.push(':');
                match value {
                    Json::Object(inner) if !inner.is_empty() => {
                        out.push('\n');
                        put(value, indent + 2, out);
                    }
                    Json::Array(inner) if !inner.is_empty() => {
                        out.push('\n');
                        put(value, indent + 2, out);
                    }
                    _ => {
                        out.push(' ');
                        put(value, indent, out);
                    }
                }
            }
            if entries.is_empty() {
                out.push_str("{}\n");
            }
        }
        Json::Array(items) => {
            for item in items {
                pad(out);
                out.push_str("- ");
                put(item, indent + 2, out);
            }
            if items.is_empty() {
                out.push_str("[]\n");
            }
        }
        Json::String(text) => {
            scalar(text, out);
            out.push('\n');
        }
        other => {
            out.push_str(&other.to_string());
            out.push('\n');
        }
    }
}

/// Plain text where it cannot be taken for anything else, double quotes otherwise.
fn scalar(text: &str, out: &mut String) {
    let plain = text.starts_with(|letter: char| letter.is_alphabetic())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(|letter: char| {
            letter.is_control()
                || matches!(
                    letter,
                    '"' | '\'' | '\\' | '{' | '}' | '[' | ']' | '&' | '*' | '|' | '>' | '%' | '`'
                )
        })
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
        );
    if plain {
        out.push_str(text);
        return;
    }
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04x}", letter as u32)),
            _ => out.push(letter),
        }
    }
    out.push('"');
}
