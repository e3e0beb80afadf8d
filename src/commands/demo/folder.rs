//! The temporary config directory of a demo, in which a definition's URLs are those of the mock.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::mock_provider::template_path;
use super::{CLIENT_ID, CLIENT_SECRET, UNKEYED};
use crate::error::{Error, Kind, Result};
use crate::message::{Message, languages};
use crate::provider::builtin::Builtin;
use crate::provider::{CLIENT_SECRET as CLIENT_SECRET_NAME, RequestKind, texts_in};
use crate::report;
use crate::settings::{ConfigDir, Settings};
use crate::template::Template;

/// The name of the file with the client secret.
pub const SECRET_FILE: &str = "secret";

/// The directory, which is removed when this is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Writes a directory for the provider in `settings`, with a profile of its name. Nobody else may enter it.
    pub fn create(home: &ConfigDir, settings: &Settings, address: SocketAddr) -> Result<Self> {
        let folder = home.temporary();
        let folder =
            folder.map_err(|error| Error::new(Kind::Storage, "demo-folder-failed").caused_by(error))?;
        let folder = Self(folder);
        write(home, folder.path(), settings, address)?;
        Ok(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Adds the client id, the secret in a file, and `grant` to the profile, so that calls need no variables.
    pub fn add_credentials(&self, settings: &Settings, grant: &str) -> Result<()> {
        let failed = |error: io::Error| Error::new(Kind::Storage, "demo-folder-unwritten").caused_by(error);
        let path = self.0.join("config.toml");
        let vars = fs::read_to_string(&path).map_err(failed)?;
        let profile = format!(
            "[profiles.\"{}\"]\nclient-id = \"{CLIENT_ID}\"\nclient-secret = {{ file = \"{SECRET_FILE}\" }}\n\
             grant = \"{grant}\"\n\n",
            settings.provider.name
        );
        fs::write(&path, profile + &vars).map_err(failed)?;
        let mut file = crate::trusted_file::create_private_file(&self.0.join(SECRET_FILE)).map_err(failed)?;
        io::Write::write_all(&mut file, format!("{CLIENT_SECRET}\n").as_bytes()).map_err(failed)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            let kept = Message::new("demo-folder-kept").with("path", &*self.0);
            report::warn(kept.with("error", error.to_string()));
        }
    }
}

/// Writes `providers/NAME.toml` with the mock's URLs, copies of the user's own definitions, which it may
/// extend, and a `config.toml` with the variables that the definition requires.
fn write(home: &ConfigDir, folder: &Path, settings: &Settings, address: SocketAddr) -> Result<()> {
    let provider = &settings.provider;
    let failed = |error: io::Error| Error::new(Kind::Storage, "demo-folder-unwritten").caused_by(error);
    let is_needed = |name: &String| {
        let variable = provider.vars.get(name);
        variable.is_some_and(|variable| variable.required) || name == "redirect-uri" && variable.is_some()
    };
    let values = settings.values.iter().filter(|(name, _)| is_needed(name));
    let mut vars = values.map(|(name, value)| (name.clone(), value.clone().into())).collect::<toml::Table>();
    if provider.protected_resource.is_some() {
        // A secret goes only to an issuer that the user has named.
        vars.insert("issuer".to_owned(), format!("http://{address}").into());
    }
    let config = match vars.is_empty() {
        true => String::new(),
        false => format!("[profiles.\"{}\".vars]\n{vars}", provider.name),
    };
    fs::write(folder.join("config.toml"), config).map_err(failed)?;
    add_further_credentials(folder, settings).map_err(failed)?;
    let providers = folder.join("providers");
    fs::create_dir(&providers).map_err(failed)?;
    for name in home.catalog.names() {
        let own = home.catalog.text(&name)?.filter(|found| found.file.is_some());
        let own = own.map(|found| found.text.into_owned());
        let text = if name == provider.name { Some(rewrite_definition(own, settings, address)) } else { own };
        if let Some(text) = text {
            fs::write(providers.join(format!("{name}.toml")), text).map_err(failed)?;
        }
    }
    Ok(())
}

/// Writes each credential besides the client id and secret into a file, and names the files in `config.toml`.
fn add_further_credentials(folder: &Path, settings: &Settings) -> io::Result<()> {
    let further = settings.credentials.iter().filter(|(name, _)| *name != CLIENT_SECRET_NAME);
    let mut sources = String::new();
    for (name, credential) in further {
        let Some(text) = &credential.text else { continue };
        let mut file = crate::trusted_file::create_private_file(&folder.join(name))?;
        io::Write::write_all(&mut file, format!("{}\n", text.expose().trim_end()).as_bytes())?;
        sources.push_str(&format!("{name} = {{ file = \"{name}\" }}\n"));
    }
    if sources.is_empty() {
        return Ok(());
    }
    let path = folder.join("config.toml");
    let config = fs::read_to_string(&path)?;
    fs::write(&path, format!("{config}[profiles.\"{}\".credentials]\n{sources}", settings.provider.name))
}

/// Returns the definition, or the user's `own`, with its URLs replaced by those of the mock.
fn rewrite_definition(own: Option<String>, settings: &Settings, address: SocketAddr) -> String {
    let provider = &settings.provider;
    let builtin = || format!("docs = \"{}\"\nextends = \"{}\"\n", provider.docs, provider.name);
    let is_own = own.is_some();
    let mut definition: toml::Table = own.unwrap_or_else(builtin).parse().unwrap_or_default();
    // The mock is described as well as the provider that it plays.
    for key in ["evidence", "evidence-source", "evidence-date"].into_iter().filter(|_| !is_own) {
        let text = Builtin::find(&provider.name).map(|builtin| texts_in(builtin.text(), key).concat());
        text.map(|text| definition.insert(key.to_owned(), text.into()));
    }
    let title = provider.with_title(Message::new("demo-title"));
    definition.insert("title".into(), title.english().into());
    for language in languages().skip(1) {
        let texts = definition.entry(language).or_insert_with(|| toml::Table::new().into());
        texts.as_table_mut().map(|texts| texts.insert("title".into(), title.in_language(language).into()));
    }
    let mut urls: Vec<(&str, &str, &Template)> = RequestKind::ENDPOINTS
        .into_iter()
        .filter_map(|(kind, table, _)| Some((table, "url", &provider.call(kind)?.url)))
        .collect();
    urls.extend(provider.authorize.as_ref().map(|page| ("authorize", "url", &page.url)));
    urls.extend(provider.api.base.as_ref().map(|base| ("api", "base", base)));
    for (table, key, template) in urls {
        let url = format!("http://{address}{}", template_path(template, settings));
        let table = definition.entry(table).or_insert_with(|| toml::Table::new().into());
        table.as_table_mut().map(|table| table.insert(key.to_owned(), url.into()));
    }
    if let Some(resource) = &provider.protected_resource {
        let url = format!("http://{address}{}", template_path(resource, settings));
        definition.insert("protected-resource".to_owned(), url.into());
    }
    // The demo's key is not one for the vendor's algorithm.
    let assertions = [("assertion", &provider.assertion), ("client-assertion", &provider.client_assertion)];
    for (table, _) in assertions.into_iter().filter(|(_, assertion)| assertion.is_some()) {
        let table = definition.entry(table).or_insert_with(|| toml::Table::new().into());
        table.as_table_mut().map(|table| table.insert("alg".to_owned(), "".into()));
    }
    let calls = RequestKind::ENDPOINTS
        .into_iter()
        .filter_map(|(kind, table, _)| Some((table, provider.call(kind)?.signature.as_ref()?)));
    let signed = calls.chain(provider.api.signature.as_ref().map(|signature| ("api", signature)));
    for (table, _) in signed.filter(|(_, signature)| signature.digest == UNKEYED) {
        let digest = toml::Table::from_iter([("digest".to_owned(), "sha256".into())]);
        let table = definition.entry(table).or_insert_with(|| toml::Table::new().into());
        table.as_table_mut().map(|table| table.insert("signature".to_owned(), digest.into()));
    }
    definition.to_string()
}
