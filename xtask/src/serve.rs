//! `cargo xtask serve [--port n] [--csp] [--no-build]`: builds `dist/` and serves the project's
//! folder, with the demo page at `/`. A static file server over HTTP/1.1, for this machine only: it never caches, and
//! sends the strict policy that the card promises to run under where `--csp` asks for it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use crate::shell::{self, Outcome};

/// The policy of `--csp`.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
                   img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
                   trusted-types 'none'";

/// File name endings and their media types.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("csl", "application/vnd.citationstyles.style+xml; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("cff", "text/yaml; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
];

/// Folders of the project that are nobody's business.
const HIDDEN: &[&str] = &["target", "node_modules"];

/// Builds, then serves until the program is ended.
pub(crate) fn run(words: &[String]) -> Outcome {
    let mut port = 8080;
    let mut csp = false;
    let mut build = true;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--port" => {
                let number = words.next().and_then(|number| number.parse().ok());
                port = number.ok_or("--port takes a number; 0 lets the system choose")?;
            }
            "--csp" => csp = true,
            "--no-build" => build = false,
            other => return Err(format!("unknown option {other}; expected --port, --csp or --no-build")),
        }
    }
    if build {
        crate::dist::build(
            &shell::root().join("dist"),
            crate::program::Speed::Building,
            crate::program::Without::Nothing,
        )?;
    }
    let listener = TcpListener::bind(("127.0.0.1", port))
        .map_err(|error| format!("port {port} cannot be used: {error}; --port takes another"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/");
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || {
            // A browser that goes away in the middle is no fault of the server's.
            let _ = answer_all(&stream, csp);
        });
    }
    Ok(())
}

/// Answers the requests of one connection, one after another.
fn answer_all(stream: &TcpStream, csp: bool) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if input.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut close = false;
        loop {
            let mut header = String::new();
            if input.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
            close |= header.to_ascii_lowercase().starts_with("connection: close");
        }
        answer(stream, &request, csp)?;
        if close {
            return Ok(());
        }
    }
}

fn answer(mut stream: &TcpStream, request: &str, csp: bool) -> std::io::Result<()> {
    let mut words = request.split_whitespace();
    let method = words.next().unwrap_or_default();
    let address = words.next().unwrap_or_default();
    let found = file(address).and_then(|path| Some((std::fs::read(&path).ok()?, path)));
    let (status, media_type, body) = match found {
        _ if !matches!(method, "GET" | "HEAD") => ("405 Method Not Allowed", "text/plain", Vec::new()),
        Some((body, path)) => ("200 OK", media_type(&path), body),
        // Browsers ask for it on their own.
        None if address == "/favicon.ico" => ("204 No Content", "image/x-icon", Vec::new()),
        None => ("404 Not Found", "text/plain; charset=utf-8", b"There is no such file.\n".to_vec()),
    };
    let policy = if csp { format!("Content-Security-Policy: {CSP}\r\n") } else { String::new() };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n{policy}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file of an address; none outside the project or in what it hides.
fn file(address: &str) -> Option<PathBuf> {
    let path = decoded(address.split(['?', '#']).next()?)?;
    let mut file = shell::root();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains('\\') || HIDDEN.contains(&part) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// Replaces `%20` and the like.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let code = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(code, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    TYPES
        .iter()
        .find(|(known, _)| *known == ending)
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_only_the_project() {
        assert!(file("/Cargo.toml?x").is_some());
        for address in
            ["/../Cargo.toml", "/.git/config", "/target/CACHEDIR.TAG", "/%2e%2e/x", "/%", "/a%5c.."]
        {
            assert_eq!(file(address), None, "{address}");
        }
    }
}
