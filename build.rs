//! Embeds a build id (so that replay records of another build are ignored), the message catalogs, and, compressed, the
//! texts of the built-in definitions and the manual. Links GCC's unwinder statically into release builds.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use lzma_rust2::{LzmaOptions, LzmaWriter};
use not_inherited::{NOT_INHERITED, TEXTS_NOT_INHERITED};

#[path = "src/provider/not_inherited.rs"]
mod not_inherited;

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["Cargo.lock", "Cargo.toml", "build.rs", "src"] {
        println!("cargo::rerun-if-changed={path}");
        for file in files(Path::new(path)) {
            // Hash the path too: a file that was renamed is a different input.
            (&file, fs::read(&file).unwrap_or_default()).hash(&mut hasher);
        }
    }
    // Hash the target, the features and the profile.
    let is_setting = |name: &str| {
        name.starts_with("CARGO_CFG_") || name.starts_with("CARGO_FEATURE_") || name == "PROFILE"
    };
    let mut settings: Vec<_> = env::vars().filter(|(name, _)| is_setting(name)).collect();
    settings.sort();
    settings.hash(&mut hasher);
    println!("cargo::rustc-env=GETTOKEN_BUILD={:016x}", hasher.finish());
    println!("cargo::rerun-if-env-changed=CC");
    link_unwinder();
    embed_providers();
    embed_messages();
    embed_manual();
}

/// Writes `manual.rs`: the pages in `man/`, and in a directory for each other language, English first.
fn embed_manual() {
    println!("cargo::rerun-if-changed=man");
    let mut pages = files(Path::new("man"));
    pages.sort_by_key(|path| path.components().count());
    let mut packed = Packed::default();
    let mut list = String::from("&[");
    for path in pages {
        let language = path.strip_prefix("man").ok().and_then(Path::parent).and_then(Path::to_str);
        // The directory is named like a locale, as in /usr/share/man.
        let language = language.and_then(|name| name.split('_').next()).filter(|name| !name.is_empty());
        let language = language.unwrap_or("en");
        let part = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).map(str::to_owned);
        let (Some(name), Some(section)) = (part(path.file_stem()), part(path.extension())) else { continue };
        let range = packed.add(&fs::read_to_string(&path).expect("a page is UTF-8"));
        list.push_str(&format!(
            "Page {{ language: {language:?}, name: {name:?}, section: {section:?}, range: {range:?} }}, "
        ));
    }
    packed.write("manual.lzma");
    fs::write(out("manual.rs"), list + "]").expect("OUT_DIR is writable");
}

/// Texts, one after the other, to be compressed as a whole: they have most of their words in common.
#[derive(Default)]
struct Packed(String);

impl Packed {
    /// Adds a text, and returns where it is in the whole.
    fn add(&mut self, text: &str) -> std::ops::Range<usize> {
        let begin = self.0.len();
        self.0.push_str(text);
        begin..self.0.len()
    }

    /// Writes the compressed texts into a file in OUT_DIR.
    fn write(&self, name: &str) {
        let mut options = LzmaOptions::with_preset(9);
        // What it says is allocated.
        options.dict_size = self.0.len().next_power_of_two() as u32;
        let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(self.0.len() as u64))
            .expect("the options are valid");
        writer.write_all(self.0.as_bytes()).expect("a vector is writable");
        fs::write(out(name), writer.finish().expect("a vector is writable")).expect("OUT_DIR is writable");
    }
}

/// The path of a file in OUT_DIR.
fn out(name: &str) -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name)
}

/// A file as a static text. A static is in a separate section, which the linker script can move away from the data that
/// every call reads.
fn embed(file: &str) -> String {
    format!("{{ static TEXT: [u8; include_bytes!({file}).len()] = *include_bytes!({file}); text(&TEXT) }}")
}

/// Writes `messages.rs`: a catalog for each file in `src/messages/`, English first. A catalog is a single string and
/// the offsets of its codes and texts, sorted by code: a table of pointers would be relocated at every start.
fn embed_messages() {
    let mut catalogs = files(Path::new("src/messages"));
    catalogs.sort_by_key(|path| !path.ends_with("en.toml"));
    let mut list = String::from("&[");
    for path in catalogs {
        let text = fs::read_to_string(&path).expect("a catalog is UTF-8");
        let texts: BTreeMap<String, String> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().and_then(|name| name.to_str()).expect("its name is a language");
        let (mut whole, mut index) = (String::new(), Vec::new());
        for (code, text) in texts {
            let begin = whole.len();
            let middle = begin + code.len();
            whole += &(code + &text);
            index.push([begin, middle, whole.len()]);
        }
        list.push_str(&format!("({name:?}, {whole:?}, &{index:?}), "));
    }
    fs::write(out("messages.rs"), list + "]").expect("OUT_DIR is writable");
}

/// Writes `providers.rs`: the built-in definitions, each as compressed text, and as JSON with `extends` resolved and
/// without the examples and the console. The texts in Chinese are a JSON of their own, compressed too, because few calls
/// show any. JSON parses in a third of the time; a test compares both.
fn embed_providers() {
    let is_definition = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let names: BTreeSet<String> = files(Path::new("src/providers"))
        .iter()
        .filter(|path| is_definition(path))
        .map(|path| path.file_stem().and_then(|name| name.to_str()).expect("its name is UTF-8").to_owned())
        .collect();
    let (mut texts, mut chinese_texts) = (Packed::default(), Packed::default());
    let mut list = String::from("&[");
    for name in names {
        let mut bases = Vec::new();
        let mut provider = complete(&name, &mut bases);
        let evidence = provider.remove("evidence");
        ["choose", "evidence-date", "evidence-source", "family"]
            .iter()
            .for_each(|key| drop(provider.remove(*key)));
        let chinese = provider.remove("zh").unwrap_or_else(|| toml::Table::new().into());
        let chinese = serde_json::to_string(&chinese).expect("a definition has only JSON types");
        let chinese = chinese_texts.add(&chinese);
        let decides = |key: &str| {
            ["api", "assertion", "client-assertion", "client-credentials", "reply", "token"].contains(&key)
        };
        let key_fields: toml::Table = provider.clone().into_iter().filter(|(key, _)| decides(key)).collect();
        let key_fields = serde_json::to_string(&key_fields).expect("a definition has only JSON types");
        let json = serde_json::json!({ "bases": bases, "key_fields": key_fields, "provider": provider });
        fs::write(out(&format!("{name}.json")), json.to_string()).expect("OUT_DIR is writable");
        let text = fs::read_to_string(format!("src/providers/{name}.toml")).expect("a definition is UTF-8");
        let text = texts.add(&text);
        // A byte in the list costs nothing at a start, unlike a string in the JSON.
        let evidence = evidence.as_ref().and_then(toml::Value::as_str).unwrap_or_default();
        let prepared = embed(&format!("concat!(env!(\"OUT_DIR\"), \"/{name}.json\")"));
        list.push_str(&format!(
            "Builtin {{ name: {name:?}, text: {text:?}, prepared: {prepared}, chinese: {chinese:?}, \
             evidence: Evidence::named({evidence:?}) }}, "
        ));
    }
    texts.write("providers.lzma");
    chinese_texts.write("providers.zh.lzma");
    fs::write(out("providers.rs"), list + "]").expect("OUT_DIR is writable");
}

/// The definition `name` merged over those that it extends, whose names are added to `bases`.
fn complete(name: &str, bases: &mut Vec<String>) -> toml::Table {
    let text = fs::read_to_string(format!("src/providers/{name}.toml")).expect("a definition is UTF-8");
    let rules = text.split_once("\n[[example]]").map_or(&*text, |(rules, _)| rules);
    // A test reports a broken definition.
    let mut own = toml::from_str::<toml::Table>(rules).unwrap_or_default();
    // Only `gettoken setup` needs it, and reads the text.
    own.remove("console");
    let Some(base) = own.get("extends").and_then(toml::Value::as_str) else { return own };
    bases.push(base.to_owned());
    let mut below = complete(base, bases);
    NOT_INHERITED.iter().for_each(|key| drop(below.remove(*key)));
    if let Some(texts) = below.get_mut("zh").and_then(toml::Value::as_table_mut) {
        TEXTS_NOT_INHERITED.iter().for_each(|key| drop(texts.remove(*key)));
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

/// Links GCC's unwinder statically if the C compiler has a static one. The standard library requires it, but
/// nothing calls it, because a panic aborts. The static linker therefore drops it, whereas loading the shared
/// library would take 0.1 ms of every call.
fn link_unwinder() {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    let native = env::var("HOST").ok() == env::var("TARGET").ok();
    let wanted = native && is("PROFILE", "release");
    if !(wanted && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu")) {
        return;
    }
    let compiler = env::var_os("CC").unwrap_or("cc".into());
    let output = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output();
    let library = output.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    // The compiler prints a bare file name if it does not have the library.
    let library = Path::new(library.trim());
    if let Some(directory) = library.parent().filter(|_| library.is_absolute() && library.is_file()) {
        println!("cargo::rustc-link-search=native={}", directory.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Returns `path` itself if it is a file, else every file below it, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut below: Vec<PathBuf> = entries.flatten().flat_map(|entry| files(&entry.path())).collect();
    below.sort();
    below
}
