//! Numbers as text.

/// Adds a number with at least so many digits.
pub(crate) fn digits(number: u64, least: usize, out: &mut String) {
    let text = number.to_string();
    for _ in text.len()..least {
        out.push('0');
    }
    out.push_str(&text);
}
