//! Tells one build from another: what one remembers of its own workings, another must not believe.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["Cargo.lock", "Cargo.toml", "build.rs", "src"] {
        println!("cargo::rerun-if-changed={path}");
        for file in files(Path::new(path)) {
            // The name too: a file that was renamed is another one.
            (&file, fs::read(&file).unwrap_or_default()).hash(&mut hasher);
        }
    }
    // The target, the profile and the features.
    let is_told = |name: &str| {
        name.starts_with("CARGO_CFG_") || name.starts_with("CARGO_FEATURE_") || name == "PROFILE"
    };
    let mut told: Vec<_> = env::vars().filter(|(name, _)| is_told(name)).collect();
    told.sort();
    told.hash(&mut hasher);
    println!("cargo::rustc-env=GETTOKEN_BUILD={:016x}", hasher.finish());
}

/// `path` itself, or every file below it, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut below: Vec<PathBuf> = entries.flatten().flat_map(|entry| files(&entry.path())).collect();
    below.sort();
    below
}
