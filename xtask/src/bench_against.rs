//! `cargo xtask bench --against FILE`: two results of the benchmark, which `--save FILE` wrote, to a table of their
//! ratios to the peers. Seconds differ from machine to machine, ratios hardly do.

use std::path::Path;

use citation_card::text::json::{self, Json};

use crate::files;
use crate::shell::Outcome;

/// A ratio that is larger by more than this is a regression: alternating runs differ by less.
const GREW: f64 = 1.1;

/// Ratios have three decimals.
const ROUNDING: f64 = 0.001;

/// What a run of the benchmark found.
pub(crate) struct Measured {
    /// Where and when: `date`, `machine`, `chromium`, `runs`.
    conditions: [String; 4],
    /// The card's figure divided by the peer's.
    ratios: Vec<(String, f64)>,
}

/// The conditions that make two results comparable, and their names in the file.
const CONDITIONS: [&str; 4] = ["date", "machine", "chromium", "runs"];

/// Reads a file that the benchmark wrote.
pub(crate) fn read(path: &Path) -> Outcome<Measured> {
    parse(&files::text(path)?).map_err(|what| format!("{}: {what}", path.display()))
}

fn parse(text: &str) -> Outcome<Measured> {
    const AGAIN: &str = "write it with cargo xtask bench --save FILE";
    let (result, problems) = json::parse(text);
    if let Some(problem) = problems.first() {
        return Err(format!("{problem}; {AGAIN}"));
    }
    let ratio = |(name, value): &(String, Json)| match value {
        Json::Number(ratio) if *ratio >= 0.0 => Ok((name.clone(), *ratio)),
        _ => Err(format!("the ratio of \"{name}\" is not a number; {AGAIN}")),
    };
    let ratios = result.get("ratios").map_or(&[][..], Json::entries);
    let ratios = ratios.iter().map(ratio).collect::<Outcome<Vec<_>>>()?;
    if ratios.is_empty() {
        return Err(format!("no ratios; {AGAIN}"));
    }
    let conditions =
        CONDITIONS.map(|name| result.get(name).and_then(Json::to_text).unwrap_or_else(|| "unknown".into()));
    Ok(Measured { conditions, ratios })
}

/// The table of two results, and what is worse in the second.
pub(crate) fn compare(then: &Measured, now: &Measured) -> (String, Vec<String>) {
    let (mut table, mut worse) = (String::new(), Vec::new());
    for ((name, then), now) in CONDITIONS.iter().zip(&then.conditions).zip(&now.conditions) {
        let other =
            if *name != "date" && then != now { "; it differs, so small changes say nothing" } else { "" };
        table += &format!("{name}: {then}, now {now}{other}\n");
    }
    let find =
        |of: &Measured, row: &str| of.ratios.iter().find(|(name, _)| name == row).map(|(_, ratio)| *ratio);
    let added = now.ratios.iter().filter(|(name, _)| find(then, name).is_none());
    for (name, _) in then.ratios.iter().chain(added) {
        let pair = (find(then, name), find(now, name));
        let change = match pair {
            (Some(then), Some(now)) if now > then * GREW + ROUNDING => {
                worse.push(format!("{name}: {then:.3} became {now:.3}"));
                format!("{:.2} times, WORSE", now / then)
            }
            (Some(then), Some(now)) => format!("{:.2} times", now / then),
            (None, _) => "new".to_owned(),
            (_, None) => {
                worse.push(format!("{name}: not measured any more"));
                "NOT MEASURED".to_owned()
            }
        };
        let cell = |ratio: Option<f64>| ratio.map_or_else(String::new, |ratio| format!("{ratio:.3}"));
        table += &format!("{name:<65} {:>7} {:>7}  {change}\n", cell(pair.0), cell(pair.1));
    }
    (table, worse)
}

/// Prints the table; an error that names what is worse.
pub(crate) fn report(then: &Measured, now: &Measured) -> Outcome {
    let (table, worse) = compare(then, now);
    println!("\nratios to the peers: stored, now, change\n{table}");
    if worse.is_empty() { Ok(()) } else { Err(format!("worse than stored: {}", worse.join("; "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(machine: &str, ratios: &str) -> Measured {
        let text = format!(
            r#"{{"date": "2026-11-30", "machine": "{machine}", "chromium": "1", "runs": 9, "ratios": {{{ratios}}}}}"#
        );
        parse(&text).unwrap_or_else(|what| panic!("{what}: {text}"))
    }

    #[test]
    fn a_regression_is_named_and_fails() {
        let then = result("a", r#""start": 0.2, "entry": 0.05"#);
        let now = result("a", r#""start": 0.21, "entry": 0.06"#);
        let (table, worse) = compare(&then, &now);
        assert_eq!(worse, ["entry: 0.050 became 0.060"]);
        assert!(table.contains("1.05 times\n") && table.contains("1.20 times, WORSE\n"), "{table}");
        assert!(!table.contains("differs"), "{table}");
        assert_eq!(report(&then, &now), Err("worse than stored: entry: 0.050 became 0.060".into()));
        assert_eq!(report(&now, &then), Ok(()));
    }

    #[test]
    fn rows_of_one_result_only_are_named() {
        let then = result("a", r#""start": 0.2, "entry": 0.05"#);
        let now = result("a", r#""start": 0.2, "change": 0.4"#);
        let (table, worse) = compare(&then, &now);
        assert_eq!(worse, ["entry: not measured any more"]);
        assert!(table.contains("NOT MEASURED\n") && table.contains("0.400  new\n"), "{table}");
        assert!(report(&then, &now).is_err());
    }

    #[test]
    fn another_machine_is_named() {
        let (table, worse) = compare(&result("a", r#""start": 0.2"#), &result("b", r#""start": 0.2"#));
        assert!(table.contains("machine: a, now b; it differs"), "{table}");
        assert_eq!(worse, [""; 0]);
    }

    #[test]
    fn damaged_results_say_what_is_wrong_and_what_to_do() {
        for (text, what) in [
            (r#"{"ratios": {"start": 0.2"#, "the text ends before the closing }"),
            ("", ""),
            ("not JSON", ""),
            ("[]", "no ratios"),
            (r#"{"ratios": {}}"#, "no ratios"),
            (r#"{"ratios": {"start": null}}"#, r#"the ratio of "start""#),
            (r#"{"ratios": {"start": -1}}"#, r#"the ratio of "start""#),
        ] {
            let error = parse(text).err().unwrap_or_else(|| panic!("{text} was read"));
            assert!(
                error.contains(what) && error.ends_with("cargo xtask bench --save FILE"),
                "{text}: {error}"
            );
        }
        let error = read(Path::new("no/such/file.json")).err().unwrap_or_default();
        assert!(error.contains("no/such/file.json"), "{error}");
    }
}
