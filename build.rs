//! Embeds a build id, so that records of another build's inner workings are ignored, the catalogues of messages, and the
//! built-in definitions. Links the released program with one library less to load.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
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
    println!("cargo::rerun-if-env-changed=CC");
    link_unwinder();
    prepare();
    list_messages();
}

/// The catalogues of messages, English first: another language is a file in `src/messages/`. Each is one text with where
/// its parts begin and end, sorted by code, because the dynamic linker writes every pointer of a table at every start.
fn list_messages() {
    let mut catalogues = files(Path::new("src/messages"));
    catalogues.sort_by_key(|path| !path.ends_with("en.toml"));
    let mut list = String::from("&[");
    for path in catalogues {
        let text = fs::read_to_string(&path).expect("a catalogue is text");
        let texts: BTreeMap<String, String> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().and_then(|name| name.to_str()).expect("its name is that of a language");
        let (mut whole, mut index) = (String::new(), Vec::new());
        for (code, text) in texts {
            let begin = whole.len();
            let middle = begin + code.len();
            whole += &(code + &text);
            index.push([begin, middle, whole.len()]);
        }
        list.push_str(&format!("({name:?}, {whole:?}, &{index:?}), "));
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(folder.join("messages.rs"), list + "]").expect("cargo's folder is there");
}

/// The built-in definitions by name: the text of each, and what the program uses of it, complete and without its
/// examples. That is JSON, which is read in a third of the time; a test compares it with what the files say.
fn prepare() {
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    let is_definition = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let names: BTreeSet<String> = files(Path::new("src/providers"))
        .iter()
        .filter(|path| is_definition(path))
        .map(|path| path.file_stem().and_then(|name| name.to_str()).expect("it has a name").to_owned())
        .collect();
    // Under a name of its own the linker can put a text away from what every call reads.
    let embed = |file: String| {
        format!(
            "{{ static TEXT: [u8; include_bytes!({file}).len()] = *include_bytes!({file}); text(&TEXT) }}"
        )
    };
    let mut list = String::from("&[");
    for name in names {
        let mut bases = Vec::new();
        let provider = complete(&name, &mut bases);
        let decides = |key: &str| ["api", "client-credentials", "reply"].contains(&key);
        let key_fields: toml::Table = provider.clone().into_iter().filter(|(key, _)| decides(key)).collect();
        let key_fields = serde_json::to_string(&key_fields).expect("JSON has all that is in a definition");
        let json = serde_json::json!({ "bases": bases, "key_fields": key_fields, "provider": provider });
        fs::write(folder.join(format!("{name}.json")), json.to_string()).expect("cargo's folder is there");
        let text = embed(format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/providers/{name}.toml\")"));
        let prepared = embed(format!("concat!(env!(\"OUT_DIR\"), \"/{name}.json\")"));
        list.push_str(&format!("Builtin {{ name: {name:?}, text: {text}, prepared: {prepared} }}, "));
    }
    fs::write(folder.join("providers.rs"), list + "]").expect("cargo's folder is there");
}

/// The rules of the definition called `name`, over those of the one that it extends; `bases` gets the names below it.
fn complete(name: &str, bases: &mut Vec<String>) -> toml::Table {
    let text = fs::read_to_string(format!("src/providers/{name}.toml")).expect("a definition is text");
    let rules = text.split_once("\n[[example]]").map_or(&*text, |(rules, _)| rules);
    // What is wrong with one, a test says.
    let own = toml::from_str::<toml::Table>(rules).unwrap_or_default();
    let Some(base) = own.get("extends").and_then(toml::Value::as_str) else { return own };
    bases.push(base.to_owned());
    let mut below = complete(base, bases);
    for key in ["docs", "notes", "status", "title"] {
        below.remove(key);
    }
    overlay(&mut below, own);
    below
}

fn overlay(below: &mut toml::Table, above: toml::Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(own)) => overlay(inner, own),
            (_, value) => drop(below.insert(key, value)),
        }
    }
}

/// The standard library wants GCC's unwinder, which nothing calls where a panic aborts. Loading it as a library of
/// its own takes a tenth of a millisecond in every call; linked in, nothing of it is left. Where the C compiler does
/// not have it in that form, it is loaded.
fn link_unwinder() {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    let native = env::var("HOST").ok() == env::var("TARGET").ok();
    let wanted = native && is("PROFILE", "release");
    if !(wanted && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu")) {
        return;
    }
    let compiler = env::var_os("CC").unwrap_or("cc".into());
    let told = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output();
    let library = told.ok().and_then(|told| String::from_utf8(told.stdout).ok()).unwrap_or_default();
    // One that it does not have it names without a folder.
    let library = Path::new(library.trim());
    if let Some(folder) = library.parent().filter(|_| library.is_absolute() && library.is_file()) {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
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
