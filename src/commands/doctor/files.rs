//! The program, the config folder, the config file, the user's own definitions.

use std::env::consts;

use super::check::{Check, State};
use crate::error::{Error, Kind};
use crate::memory;
use crate::output::Format;
use crate::ownership::{self, Owner, Rights, shown};
use crate::provider::Origin;
use crate::settings::{Chosen, Home};

/// All of them; `fault` is what is wrong with the config file.
pub fn checks(home: &Home, fault: Option<Error>) -> Vec<Check> {
    let mut checks = vec![program()];
    checks.extend(memory());
    checks.extend([folder(home), config(home, fault)]);
    checks.extend(providers(home));
    checks
}

fn program() -> Check {
    let version = env!("CARGO_PKG_VERSION");
    let library = match (cfg!(target_env = "musl"), cfg!(target_env = "gnu")) {
        (true, _) => " (musl)",
        (_, true) => " (gnu)",
        _ => "",
    };
    let linked = if cfg!(target_feature = "crt-static") { "static" } else { "dynamic" };
    let text = format!("gettoken {version}, {} {}{library}, {linked}", consts::OS, consts::ARCH);
    Check::ok("program", text)
        .fact("program_version", version)
        .fact("os", consts::OS)
        .fact("architecture", consts::ARCH)
        .fact("static", cfg!(target_feature = "crt-static"))
}

/// Whether secrets in memory are out of reach of the user's other programs.
fn memory() -> Option<Check> {
    Some(match memory::is_closed()? {
        true => Check::ok("memory", "in no core dump, and closed to your other programs"),
        false => Check::warning("memory", "open to your other programs, and in core dumps")
            .advice("does a sandbox forbid prctl?"),
    })
}

fn folder(home: &Home) -> Check {
    let place = format!("{} (from {})", shown(&home.dir), home.chosen);
    let found = if home.chosen == Chosen::Nowhere { Ok(None) } else { ownership::rights(&home.dir) };
    let check = match found {
        Err(error) => Check::fault("config-folder", Kind::Config, format!("{place}: {error}")),
        Ok(None) if home.chosen == Chosen::Nowhere => {
            Check::warning("config-folder", "none: this user has no home folder, and nothing can be stored")
                .advice("name a folder with GETTOKEN_CONFIG_DIR or `--config-dir`")
        }
        Ok(None) => Check::ok("config-folder", format!("{place} does not exist yet")).fact("exists", false),
        Ok(Some(_)) if !home.dir.is_dir() => {
            Check::fault("config-folder", Kind::Config, format!("{place} is not a folder"))
        }
        Ok(Some(rights)) => with_rights(believed(home, &place, &rights), &rights),
    };
    check.fact("path", shown(&home.dir)).fact("from", home.chosen.to_string())
}

/// Nothing is read from a folder that somebody else may change, or that is reached through one.
fn believed(home: &Home, place: &str, rights: &Rights) -> Check {
    let name = "config-folder";
    match (home.readers.folder(&home.dir), ownership::way_fault(&home.dir)) {
        (Err(error), _) => Check::failed(name, &error),
        (Ok(_), Some(fault)) => {
            let read = if home.readers.anybody { "" } else { "no file in it is read: " };
            let text = format!("{place}: {read}{}", fault.text());
            Check::warning(name, text).advice(fault.command())
        }
        (Ok(_), None) => Check::ok(name, format!("{place}, {}", rights_in_words(rights))),
    }
}

fn config(home: &Home, fault: Option<Error>) -> Check {
    if home.readers.folder(&home.dir).is_err() {
        return Check::skipped("config-file", "the config folder is not believed");
    }
    let path = &home.config.path;
    let found = ownership::rights(path).ok().flatten();
    let check = match (fault, found) {
        (Some(fault), _) => Check::failed("config-file", &fault),
        (None, None) => Check::ok("config-file", "does not exist: the defaults hold"),
        (None, Some(rights)) => sound_config(home, &rights),
    };
    let check = check.fact("path", shown(path)).fact("exists", found.is_some());
    match found {
        Some(rights) => with_rights(check, &rights),
        None => check,
    }
}

/// A file that was read; that others may read or change it where that matters was an error then.
fn sound_config(home: &Home, rights: &Rights) -> Check {
    let config = &home.config;
    let wrong = |word: &String| word.parse::<Format>().err();
    if let Some(why) = config.defaults.output.as_ref().and_then(wrong) {
        return Check::failed("config-file", &config.wrong("defaults", "output", why));
    }
    let (count, secret) = (config.profiles.len(), config.holds_secret());
    let text = format!(
        "{count} {}, {}, holds {} secret",
        if count == 1 { "profile" } else { "profiles" },
        rights_in_words(rights),
        if secret { "a" } else { "no" }
    );
    Check::ok("config-file", text).fact("profiles", count).fact("holds_secret", secret)
}

/// One line for all that are right, and one for each that is not.
fn providers(home: &Home) -> Vec<Check> {
    if let Err(error) = home.catalog.check() {
        return vec![Check::failed("providers", &error)];
    }
    let names = home.catalog.names();
    let own = |name: &&String| {
        // One that cannot be read is the user's own too: the built-in ones can.
        home.catalog.text(name).is_ok_and(|found| found.is_none_or(|found| found.origin == Origin::Builtin))
    };
    let own: Vec<&String> = names.iter().filter(|name| !own(name)).collect();
    let mut checks: Vec<Check> = own.iter().flat_map(|name| doubts(home, name)).collect();
    let right = own.len() - checks.iter().filter(|check| check.state == State::Fault).count();
    if right > 0 {
        let text = format!("{right} of your own, {}", if right == 1 { "right" } else { "all right" });
        checks.insert(0, Check::ok("providers", text).fact("own", own.len()));
    }
    checks
}

/// What is wrong with the definition called `name`, or what a later version may change for it.
fn doubts(home: &Home, name: &str) -> Vec<Check> {
    let checks: Vec<Check> = match home.catalog.find_with_source(name) {
        Err(error) => vec![Check::failed("providers", &error)],
        Ok((provider, found)) => {
            let warnings = home.catalog.warnings(&provider, &found);
            warnings.iter().map(|warning| Check::warning("providers", warning)).collect()
        }
    };
    checks.into_iter().map(|check| check.fact("provider", name)).collect()
}

/// `mode 0700, yours`
pub fn rights_in_words(rights: &Rights) -> String {
    let owner = match rights.owner {
        Owner::User => "yours".to_owned(),
        Owner::Root => "root's".to_owned(),
        Owner::Another(id) => format!("of user {id}"),
    };
    match rights.mode {
        Some(mode) => format!("mode {mode:04o}, {owner}"),
        None => owner,
    }
}

/// The same for programs.
pub fn with_rights(check: Check, rights: &Rights) -> Check {
    let check = match rights.mode {
        Some(mode) => check.fact("mode", format!("{mode:04o}")),
        None => check,
    };
    check.fact(
        "owner",
        match rights.owner {
            Owner::User => "you".to_owned(),
            Owner::Root => "root".to_owned(),
            Owner::Another(id) => id.to_string(),
        },
    )
}
