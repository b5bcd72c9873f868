//! A page's head to the records that the library finds on it, for tables of heads and fields.
#![allow(unreachable_pub, reason = "a module of each test that declares it")]

#[path = "../../cli/src/report/page.rs"]
pub mod page;

use citation_card::discovery::{Wanted, discover};
use citation_card::formats::to_json;
use citation_card::record::{Record, Variable};

/// The address of each page.
pub const ADDRESS: &str = "https://www.example.org/hills/1";

pub fn records(head: &str) -> Vec<Record> {
    discover(&page::page_of(head, ADDRESS), &Wanted::default()).records
}

/// The fields of the page's first record as text: CSL-JSON without its braces.
pub fn field(records: &[Record], name: &str) -> String {
    let Some(record) = records.first() else { return "no record".to_owned() };
    if name == "count" {
        return records.len().to_string();
    }
    if name == "type" {
        return record.kind.as_str().to_owned();
    }
    let variable = Variable::ALL.iter().copied().find(|variable| variable.as_str() == name).expect(name);
    if let Some(date) = record.date(variable) {
        return date.to_edtf();
    }
    let names: Vec<String> = record.names(variable).iter().map(|name| name.full()).collect();
    record.text(variable).map_or_else(|| names.join("; "), str::to_owned)
}

/// Fails with every head whose field is another than the expected one.
#[track_caller]
pub fn each(rows: &[(&str, &[(&str, &str)])]) {
    let mut wrong = Vec::new();
    for (head, expected) in rows {
        let found = records(head);
        for (name, value) in *expected {
            let got = field(&found, name);
            if got != *value {
                let all: Vec<String> = found.iter().map(|record| to_json(record).to_string()).collect();
                wrong.push(format!("{head}\n  {name}: expected {value:?}, found {got:?} in {all:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}
