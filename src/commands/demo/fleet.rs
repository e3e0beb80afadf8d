//! `gettoken demo --fleet`: three machines, each a config directory of its own, which share one token through a real
//! server.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::folder::Folder;
use super::stage::{Stage, print};
use crate::crypto::{seal, sha256};
use crate::error::{Error, Kind, Result};
use crate::layout::wrap_indented as wrap;
use crate::message::Message;
use crate::oauth::flow;
use crate::provider::RequestKind;
use crate::report;
use crate::settings::ConfigDir;

/// The programs of the servers, in the order in which they are looked for.
const SERVERS: [&str; 2] = ["valkey-server", "redis-server"];

const MACHINES: usize = 3;
/// The number of processes on each machine.
const HERD: usize = 10;
/// The digits of a token's hash that are enough to tell it from another.
const DIGITS: usize = 12;

pub fn play(home: &ConfigDir, stage: &Stage, folder: &Folder) -> Result<()> {
    let name = stage.name();
    let said = |code: &'static str| Message::new(code).with("provider", name);
    if flow::check(stage.settings).is_err() || !stage.mock.plays(RequestKind::ClientCredentials) {
        return Err(Error::new(Kind::Usage, said("demo-tour-missing")));
    }
    let program = SERVERS.iter().find_map(|server| home.programs().find(server).ok());
    let program = program.ok_or_else(|| Error::new(Kind::Config, "demo-fleet-serverless"))?;
    let socket = folder.path().join("s");
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let (place, at) = (path(folder.path()), path(&socket));
    let args = ["--port", "0", "--unixsocket", &at, "--unixsocketperm", "700", "--save", "", "--dir", &place];
    let _server = stage.server(&program, &args, &socket)?;
    let failed = |error: io::Error| Error::new(Kind::Storage, "demo-folder-unwritten").caused_by(error);
    let machines = machines(folder.path(), &at).map_err(failed)?;
    let shown = |number: usize| [("GETTOKEN_CONFIG_DIR", machines[number].to_str().unwrap_or_default())];

    print(&format!("{}\n\n", wrap(&said("demo-fleet").in_language(report::language()), 0)))?;
    stage.explain(1, said("demo-fleet-herd").with("machines", MACHINES).with("count", HERD))?;
    print(&format!(
        "$ for m in 1 2 {MACHINES}; do for i in $(seq {HERD}); do GETTOKEN_CONFIG_DIR={place}/machine-$m gettoken {name} \
         -o token & done; done; wait\n"
    ))?;
    let before = stage.mock.requests();
    let on = |number: usize| Some(machines[number % MACHINES].as_path());
    let printed = stage.herd(MACHINES * HERD, &[name, "-o", "token"], &on)?;
    let different: BTreeSet<&String> = printed.iter().collect();
    let counts = said("demo-fleet-herd-done").with("processes", printed.len());
    let counts = counts.with("tokens", different.len());
    stage.conclude(counts.with("requests", stage.mock.requests() - before))?;

    stage.explain(2, said("demo-fleet-rejected"))?;
    let token = printed.first().map(|token| token.trim()).unwrap_or_default();
    let rejected = format!("--rejected={}", &sha256(token.as_bytes())[..DIGITS]);
    let before = stage.mock.requests();
    for number in 0..MACHINES {
        stage.run(&[name, &rejected, "-o", "token"], &shown(number))?;
    }
    stage.conclude(said("demo-fleet-replaced").with("requests", stage.mock.requests() - before))?;

    stage.explain(3, said("demo-fleet-listed"))?;
    stage.run(&["cache", "list", "--shared"], &shown(0))?;
    stage.conclude(said("demo-fleet-end"))
}

/// Writes the config directories of the machines: copies of `folder`, in which the profile is shared.
fn machines(folder: &Path, socket: &str) -> io::Result<Vec<PathBuf>> {
    let key = seal::new_key().map_err(io::Error::other)?;
    let machine = |number: usize| {
        let machine = folder.join(format!("machine-{number}"));
        crate::trusted_file::make_private_folder(&machine, false)?;
        fs::create_dir(machine.join("providers"))?;
        for below in ["", "providers"] {
            for entry in fs::read_dir(folder.join(below))?.flatten() {
                if entry.file_type()?.is_file() {
                    fs::copy(entry.path(), machine.join(below).join(entry.file_name()))?;
                }
            }
        }
        let path = machine.join("config.toml");
        let config = fs::read_to_string(&path)?.replacen("]\n", "]\nshared = true\n", 1);
        let mut file = crate::trusted_file::create_private_file(&machine.join("key"))?;
        io::Write::write_all(&mut file, format!("{}\n", key.expose()).as_bytes())?;
        let store = format!("[shared-store]\nurl = \"unix:{socket}\"\nkey = {{ file = \"key\" }}\n\n");
        fs::write(&path, store + &config)?;
        Ok(machine)
    };
    (1..=MACHINES).map(machine).collect()
}
