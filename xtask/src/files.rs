//! Reading and writing files, with sentences for what goes wrong.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::Outcome;

/// The files of a folder by name.
pub(crate) fn listing(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The files of a folder with an extension, by name.
pub(crate) fn with_extension(folder: &Path, extension: &str) -> Outcome<Vec<PathBuf>> {
    let mut paths = listing(folder)?;
    paths.retain(|path| path.extension().is_some_and(|have| have == extension));
    Ok(paths)
}

/// The files below a folder, as paths from it with slashes, in order.
pub(crate) fn tree(folder: &Path) -> Outcome<Vec<String>> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            paths.extend(tree(&path)?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            paths.push(name);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Makes a folder and those above it.
pub(crate) fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{} cannot be created: {error}", folder.display()))
}

/// Makes a folder that holds nothing.
pub(crate) fn create_empty(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("{} cannot be emptied: {error}", folder.display()))?;
    }
    create(folder)
}

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Outcome<String> {
    String::from_utf8(read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// Copies a file, with the folders that it is in.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    if let Some(folder) = to.parent() {
        create(folder)?;
    }
    write(to, &read(from)?)
}

/// Copies the files of a folder into another one, which is created.
pub(crate) fn copy_all(from: &Path, into: &Path) -> Outcome {
    create(into)?;
    for path in listing(from)? {
        let Some(name) = path.file_name() else { continue };
        write(&into.join(name), &read(&path)?)?;
    }
    Ok(())
}

/// Gives a file another name.
pub(crate) fn rename(from: &Path, to: &Path) -> Outcome {
    fs::rename(from, to).map_err(|error| format!("{} cannot be renamed: {error}", from.display()))
}
