//! The archive of styles and locales → Rust source with their compact form (docs/decisions/0010 of the
//! repository), which `src/lib.rs` includes. The texts are under CC BY-SA 3.0 and in no file of this
//! package: whoever builds it takes them from the crate `hayagriva`.

#![forbid(unsafe_code)]

#[path = "build/archive.rs"]
mod archive;
#[path = "build/repair.rs"]
mod repair;

use archive::{Shipped, ShippedLocale};
use citation_card::csl::{Locale, OWN_STYLES, Style};
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let mut styles = archive::styles()?;
    for (id, xml) in OWN_STYLES {
        styles.push(archive::own(id, xml)?);
    }
    styles.sort_by(|one, other| one.id.cmp(&other.id));
    let mut source =
        "#[allow(clippy::octal_escapes)]\npub(crate) static STYLES: &[BundledStyle] = &[\n".to_owned();
    for style in &styles {
        source += &style_row(style)?;
    }
    source += "];\n#[allow(clippy::octal_escapes)]\npub(crate) static LOCALES: &[BundledLocale] = &[\n";
    for locale in archive::locales()? {
        source += &locale_row(&locale)?;
    }
    source += "];\n";
    fs::write(Path::new(&env::var("OUT_DIR")?).join("assets.rs"), source)?;
    Ok(())
}

fn style_row(style: &Shipped) -> Result<String, Box<dyn Error>> {
    let Shipped { id, title, short, authors, own, xml } = style;
    let compiled = Style::parse(xml).map_err(|error| format!("{id}: {error}"))?.compiled();
    let (short, authors) = (short.as_deref().unwrap_or_default(), authors.join(", "));
    Ok(format!(
        "BundledStyle {{ id: {id:?}, title: {title:?}, short: {short:?}, authors: {authors:?}, own: {own}, compiled: {compiled:?} }},\n"
    ))
}

fn locale_row(locale: &ShippedLocale) -> Result<String, Box<dyn Error>> {
    let ShippedLocale { lang, translators, xml } = locale;
    let compiled = Locale::parse(xml).map_err(|error| format!("{lang}: {error}"))?.compiled();
    let translators = translators.join(", ");
    Ok(format!("BundledLocale {{ lang: {lang:?}, translators: {translators:?}, compiled: {compiled:?} }},\n"))
}
