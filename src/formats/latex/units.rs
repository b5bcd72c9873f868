//! Numbers with units in the package siunitx: `\SI{5}{\micro\metre}` to `5 µm`.
//!
//! The *siunitx* manual (CTAN), sections 3 and 4: names of units and prefixes, and the commands of its
//! versions 2 (`\SI`, `\si`, `\SIrange`) and 3 (`\qty`, `\unit`, `\qtyrange`).

/// Names of units and prefixes, each with its symbol; a prefix has a hyphen behind.
#[rustfmt::skip]
static UNITS: &str = "\
    metre m meter m gram g kilogram kg second s ampere A kelvin K mole mol candela cd hertz Hz newton N pascal Pa \
    joule J watt W coulomb C volt V farad F ohm Ω siemens S weber Wb tesla T henry H lumen lm lux lx \
    becquerel Bq gray Gy sievert Sv katal kat radian rad steradian sr celsius °C degreeCelsius °C degree ° \
    percent % litre L liter L tonne t minute min hour h day d hectare ha bel B decibel dB neper Np electronvolt eV \
    dalton Da atomicmassunit u astronomicalunit au arcminute ′ arcsecond ″ angstrom Å bar bar millibar mbar \
    mmHg mmHg barn b knot kn nauticalmile M molar M Molar M bit bit byte B parsec pc year yr lightyear ly \
    nm nm um µm mm mm cm cm km km ug µg mg mg kg kg ms ms us µs ns ns Hz Hz kHz kHz MHz MHz GHz GHz \
    K K V V mV mV W W mW mW kW kW eV eV keV keV MeV MeV GeV GeV TeV TeV Pa Pa kPa kPa MPa MPa \
    yocto y- zepto z- atto a- femto f- pico p- nano n- micro µ- milli m- centi c- deci d- deca da- deka da- \
    hecto h- kilo k- mega M- giga G- tera T- peta P- exa E- zetta Z- yotta Y- kibi Ki- mebi Mi- gibi Gi- tebi Ti-";

/// What a command of the package takes: each letter an argument, `n` a number or `u` a unit, and what
/// stands between the numbers.
pub(super) fn arguments(command: &str) -> Option<(&'static str, &'static str)> {
    Some(match command {
        "SI" | "qty" => ("nu", ""),
        "si" | "unit" => ("u", ""),
        "num" => ("n", ""),
        "ang" => ("a", ""),
        "SIrange" | "qtyrange" => ("nnu", "–"),
        "numrange" => ("nn", "–"),
        "SIlist" | "qtylist" => ("lu", ""),
        "numlist" => ("l", ""),
        _ => return None,
    })
}

/// A number: `1e5` is `1 × 10<sup>5</sup>`, `5(2)` and `5 \pm 2` stay; numbers of a list are separated
/// by semicolons in the source.
pub(super) fn number(source: &str) -> String {
    let source = source.trim().replace("\\pm", "±").replace("+-", "±").replace(';', ", ");
    let (mantissa, exponent) = match source.split_once(['e', 'E', 'd', 'D']) {
        Some((mantissa, exponent)) if exponent.trim().parse::<i32>().is_ok() => (mantissa, exponent.trim()),
        _ => (source.as_str(), ""),
    };
    let mut out = mantissa.trim().replace('-', "−");
    if !exponent.is_empty() {
        if !out.is_empty() {
            out.push_str(" × ");
        }
        out.push_str(&format!("10<sup>{}</sup>", exponent.trim_start_matches('+').replace('-', "−")));
    }
    out
}

/// Degrees, minutes and seconds: `1;2;3`.
pub(super) fn angle(source: &str) -> String {
    let parts = source.split(';').zip(["°", "′", "″"]);
    parts.filter(|(part, _)| !part.trim().is_empty()).map(|(part, sign)| number(part) + sign).collect()
}

/// A unit: `\kilo\gram\metre\per\square\second` is `kg m/s²`.
pub(super) fn unit(source: &str) -> String {
    let mut unit = Unit::default();
    let mut rest = source.trim();
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\') {
            let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (name, after) = after.split_at(length);
            rest = unit.command(name, after.trim_start());
        } else {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            match letter {
                // Units as letters: `kg.m/s^2`.
                '.' | '~' | ' ' => unit.separate(),
                '/' => unit.slash = true,
                '^' => {
                    let (power, behind) = argument(after);
                    unit.out.push_str(&raised(power));
                    rest = behind;
                    continue;
                }
                '{' | '}' | '$' => {}
                _ => unit.letter(letter),
            }
            rest = after;
        }
    }
    unit.out
}

/// A unit while it is read.
#[derive(Default)]
struct Unit {
    out: String,
    /// A prefix or letters are open: what follows belongs to them.
    open: bool,
    /// `\per` or a slash comes before the next unit.
    slash: bool,
    /// A power that stands before its unit: `\square\metre`.
    power: &'static str,
}

impl Unit {
    fn command<'t>(&mut self, name: &str, rest: &'t str) -> &'t str {
        match name {
            "per" => self.slash = true,
            "square" => self.power = "²",
            "cubic" => self.power = "³",
            "squared" => self.out.push('²'),
            "cubed" => self.out.push('³'),
            "tothe" | "raiseto" => {
                let (power, rest) = argument(rest);
                self.out.push_str(&raised(power));
                return rest;
            }
            _ => {
                let symbol = symbol(name).unwrap_or(name);
                self.begin();
                match symbol.strip_suffix('-') {
                    Some(prefix) => {
                        self.out.push_str(prefix);
                        self.open = true;
                    }
                    None => {
                        self.out.push_str(symbol);
                        self.out.push_str(std::mem::take(&mut self.power));
                        self.open = false;
                    }
                }
            }
        }
        rest
    }

    fn letter(&mut self, letter: char) {
        self.begin();
        self.out.push(letter);
        self.open = true;
    }

    fn separate(&mut self) {
        self.open = false;
    }

    /// What comes between the last unit and the next.
    fn begin(&mut self) {
        if std::mem::take(&mut self.slash) {
            self.out.push('/');
        } else if !self.open && !self.out.is_empty() {
            self.out.push(' ');
        }
    }
}

fn symbol(name: &str) -> Option<&'static str> {
    let mut words = UNITS.split_whitespace();
    while let (Some(known), Some(symbol)) = (words.next(), words.next()) {
        if known == name {
            return Some(symbol);
        }
    }
    None
}

/// The argument at the beginning of a text, and what follows.
fn argument(text: &str) -> (&str, &str) {
    match text.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
        Some(found) => found,
        None => text.split_at(text.chars().next().map_or(0, char::len_utf8)),
    }
}

/// A power as small digits.
fn raised(power: &str) -> String {
    format!("<sup>{}</sup>", power.trim().replace('-', "−"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_their_symbols() {
        for (source, expected) in [
            (r"\micro\metre", "µm"),
            (r"\kilo\gram", "kg"),
            (r"\kilo\gram\metre\per\square\second", "kg m/s²"),
            (r"\metre\per\second\squared", "m/s²"),
            (r"\degreeCelsius", "°C"),
            (r"\percent", "%"),
            (r"\per\centi\metre", "/cm"),
            (r"kg.m/s^2", "kg m/s<sup>2</sup>"),
            (r"\joule\tothe{-1}", "J<sup>−1</sup>"),
            (r"\furlong", "furlong"),
            ("", ""),
        ] {
            assert_eq!(unit(source), expected, "{source}");
        }
    }

    #[test]
    fn numbers_are_as_they_are_printed() {
        for (source, expected) in [
            ("5", "5"),
            ("-5.2", "−5.2"),
            ("1e5", "1 × 10<sup>5</sup>"),
            ("2.5E-3", "2.5 × 10<sup>−3</sup>"),
            ("e6", "10<sup>6</sup>"),
            (r"5 \pm 2", "5 ± 2"),
            ("1;2;3", "1, 2, 3"),
        ] {
            assert_eq!(number(source), expected, "{source}");
        }
        assert_eq!(angle("12;30;5"), "12°30′5″");
        assert_eq!(angle("45"), "45°");
    }
}
