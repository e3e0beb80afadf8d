//! Rules for definitions beyond their format: known names, safe URLs, no clash of flags.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    ASSERTION, CLIENT_ID, CLIENT_KEY, CLIENT_SECRET, ClientAuthWords, DERIVED, Digest, ErrorScope, Evidence,
    MISSING, MOMENT, Network, Param, ParamIn, Provider, RequestKind, RequestTemplate, SIGNATURE,
    SIGNED_FIELDS, STANDARD_VALUES, Signature,
};
use crate::http::is_metadata_host;
use crate::message::{Message, Value};
use crate::oauth::client_auth::{ClientAuth, METHODS};
use crate::oauth::metadata::ENDPOINTS;
use crate::reserved::is_flag;
use crate::sanitize::{is_framing, is_header_name, is_header_value, is_name};
use crate::secret_source::SecretSource;
use crate::template::Template;

impl Provider {
    /// The problems in this definition; empty if it is valid.
    pub fn problems(&self) -> Vec<Message> {
        let mut check = Checker { provider: self, problems: Vec::new() };
        check.grants();
        check.description();
        check.names();
        check.credentials();
        check.other_names();
        check.variables();
        check.console();
        check.templates();
        check.api();
        check.headers();
        check.hints();
        check.translation();
        check.examples();
        check.problems
    }

    /// The flags that the definition declares, for variables and credentials.
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        let flags = self.credentials.named().flat_map(|(_, credential)| &credential.flags);
        self.vars.keys().chain(flags).map(String::as_str)
    }

    /// The flags that name the sources of its credentials, such as `--subject-file`. Those of the client id and the
    /// client secret are gettoken's own.
    pub fn source_flags(&self) -> impl Iterator<Item = String> {
        let further = self.credentials.read_when_needed().filter(|(name, _)| *name != CLIENT_SECRET);
        further.flat_map(|(name, credential)| {
            let value = (!self.credentials.is_secret(name)).then(|| name.to_owned());
            let files = credential.flags.iter().map(|flag| format!("{flag}-file"));
            files.chain([format!("{name}-file"), format!("{name}-profile")]).chain(value)
        })
    }

    /// All requests that the definition has: see [`RequestKind::ENDPOINTS`].
    pub fn calls(&self) -> impl Iterator<Item = (&'static str, &RequestTemplate, &'static [&'static str])> {
        RequestKind::ENDPOINTS
            .into_iter()
            .filter_map(|(name, table, more)| Some((table, self.call(name)?, more)))
    }
}

struct Checker<'a> {
    provider: &'a Provider,
    problems: Vec<Message>,
}

impl<'a> Checker<'a> {
    /// Adds a problem unless `condition` is true.
    fn require(&mut self, condition: bool, code: &'static str, param: &'static str, value: impl Into<Value>) {
        if !condition {
            self.problems.push(Message::new(code).with(param, value));
        }
    }

    fn grants(&mut self) {
        let it = self.provider;
        let grants = [&it.client_credentials, &it.authorization_code, &it.device_code];
        self.require(!it.title.is_empty(), "definition-title-missing", "name", &*it.name);
        let is_any = it.token.is_some() || grants.iter().any(|grant| grant.is_some());
        self.require(is_any, "definition-grant-missing", "name", &*it.name);
    }

    /// A claim needs what was read or done, and when; a member of a family what it is for.
    fn description(&mut self) {
        let it = self.provider;
        let claims = it.evidence.is_some_and(|evidence| evidence != Evidence::Unverified);
        self.require(
            !claims || !it.evidence_source.trim().is_empty(),
            "definition-evidence-source",
            "name",
            &*it.name,
        );
        let is_member = !it.family.is_empty();
        self.require(is_member != it.choose.is_empty(), "definition-family-choose", "name", &*it.name);
        self.require(!is_member || is_name(&it.family), "definition-name-invalid", "name", &*it.family);
        let date = &it.evidence_date;
        let is_date = date.len() == "2026-11-28".len() && NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok();
        self.require(!claims || !date.is_empty(), "definition-evidence-date-missing", "name", &*it.name);
        self.require(is_date || date.is_empty(), "definition-evidence-date", "date", &**date);
    }

    /// Flags of variables and credentials must be distinct and must not be gettoken's own. Names of
    /// environment variables must be plain, because they are shown in commands to type.
    fn names(&mut self) {
        let mut seen = BTreeSet::new();
        for name in self.provider.flags().map(str::to_owned).chain(self.provider.source_flags()) {
            let (is_right, code) = match &*name {
                name if !is_name(name) => (false, "definition-name-invalid"),
                name if is_flag(name) => (false, "definition-flag-taken"),
                name => (seen.insert(name.to_owned()), "definition-flag-twice"),
            };
            self.require(is_right, code, "name", name);
        }
        let credentials = &self.provider.credentials;
        let credentials = credentials.env().chain(credentials.env_file());
        for name in credentials.chain(self.provider.vars.values().flat_map(|variable| &variable.env)) {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
            let is_variable = !name.is_empty() && name.bytes().all(is_part);
            self.require(is_variable, "definition-variable-invalid", "name", name);
        }
    }

    /// Credentials have plain names, which are neither a variable's nor one of gettoken's values. A definition may name
    /// where one is by default, but may not run a program or contain the secret.
    fn credentials(&mut self) {
        for (name, credential) in self.provider.credentials.named() {
            let is_own = matches!(name, CLIENT_ID | CLIENT_SECRET);
            let is_free =
                is_own || !self.provider.vars.contains_key(name) && !STANDARD_VALUES.contains(&name);
            self.require(is_free && is_name(name), "definition-credential-name", "name", name);
            let is_fixed = matches!(
                credential.default,
                None | Some(
                    SecretSource::Env(_)
                        | SecretSource::File(_)
                        | SecretSource::Url(_)
                        | SecretSource::Profile(_)
                )
            );
            self.require(is_fixed, "definition-credential-default", "name", name);
            if let Some(SecretSource::Env(variable)) = &credential.default {
                let place = format!("credentials.{name}.default.env");
                match Template::parse(variable) {
                    Ok(variable) => self.template(&place, &variable, &[]),
                    Err(why) => self.problems.push(why),
                }
            }
        }
    }

    /// Other names must be single words that cannot be mistaken for an option.
    fn other_names(&mut self) {
        for name in self.provider.aliases.iter().chain(&self.provider.keywords) {
            let is_word = !name.is_empty() && !name.starts_with('-') && !name.contains(char::is_whitespace);
            self.require(is_word, "definition-alias-invalid", "name", name);
        }
    }

    fn variables(&mut self) {
        for (name, variable) in &self.provider.vars {
            let choices = &variable.choices;
            self.require(!variable.help.is_empty(), "definition-help-missing", "name", name);
            let is_choice = |default: &String| choices.is_empty() || choices.contains_key(default);
            let is_known = variable.default.as_ref().is_none_or(is_choice);
            self.require(is_known, "definition-default-unknown", "name", name);
            let Some(member) = &variable.discovered else { continue };
            let is_endpoint = ENDPOINTS.contains(&member.as_str());
            self.require(is_endpoint, "definition-discovered-unknown", "name", name);
            let has_issuer = self.provider.issuer.is_some();
            self.require(has_issuer, "definition-discovered-issuer", "name", name);
        }
        self.provider.issuer.iter().for_each(|issuer| self.url("issuer", issuer));
        self.provider.user.resource_on.iter().for_each(|on| self.template("user.resource-on", on, &[]));
    }

    fn console(&mut self) {
        let Some(console) = &self.provider.console else { return };
        self.require(!console.steps.is_empty(), "definition-steps-missing", "place", "console.steps");
        console.url.iter().for_each(|url| self.url("console.url", url));
    }

    fn templates(&mut self) {
        let it = self.provider;
        let assertion: &[&str] = if it.assertion.is_some() { &[ASSERTION] } else { &[] };
        for (table, call, more) in it.calls() {
            self.url(&format!("{table}.url"), &call.url);
            self.client_auth(table, &call.client_auth);
            let mut more = [more, assertion, &MOMENT].concat();
            if let Some(signature) = &call.signature {
                let sent = texts(&call.params).map(|(_, text)| text).chain(call.headers.values());
                self.signature(table, signature, sent, &more);
                more.push(SIGNATURE);
                let signs =
                    |name: &&str| signature.templates().any(|(_, text)| text.names().any(|it| it == *name));
                let sent =
                    call.client_auth.methods().flat_map(|method| method.credentials).find(|name| signs(name));
                self.require(sent.is_none(), "definition-signature-secret-sent", "table", table);
            }
            self.fields(&format!("{table}.params"), texts(&call.params), &more);
            self.fields(&format!("{table}.headers"), &call.headers, &more);
        }
        it.token.iter().for_each(|token| self.template("token", token, assertion));
        let derived = DERIVED.map(|(name, _)| name);
        for (table, assertion) in [(ASSERTION, &it.assertion), ("client-assertion", &it.client_assertion)] {
            let Some(assertion) = assertion else { continue };
            for (name, template) in assertion.templates() {
                self.template(&format!("{table}.{name}"), template, &derived);
            }
            for (name, place) in &assertion.key_file {
                let is_pointer = place.starts_with('/');
                self.require(is_pointer, "definition-pointer-invalid", "name", name);
            }
            for name in ["certificate", &assertion.key] {
                let is_used = assertion.names().any(|used| used == name);
                let is_declared = !is_used || it.credentials.get(name).is_some();
                self.require(is_declared, "definition-credential-undeclared", "name", name);
            }
        }
        if let Some(authorize) = &it.authorize {
            self.url("authorize.url", &authorize.url);
            self.fields("authorize.params", texts(&authorize.params), &RequestKind::VISIT);
            self.fields("authorize.extra", &authorize.extra, &RequestKind::VISIT);
            authorize.issuer.iter().for_each(|issuer| self.template("authorize.issuer", issuer, &[]));
            self.template("authorize.redirect", &authorize.redirect, &["port"]);
        }
        it.jwks_url.iter().for_each(|url| self.url("jwks-url", url));
        it.api.base.iter().for_each(|base| self.url("api.base", base));
        it.protected_resource.iter().for_each(|url| self.url("protected-resource", url));
        self.api_templates();
        [&it.scope, &it.user.scope].into_iter().flatten().for_each(|it| self.template("scope", it, &[]));
        it.reply.scope_prefixes.iter().for_each(|it| self.template("reply.scope-prefixes", it, &[]));
    }

    /// What a request to the API gets besides the token. A secret is only signed.
    fn api_templates(&mut self) {
        let api = &self.provider.api;
        let mut more = [&["account"][..], &MOMENT].concat();
        let fields = || api.fields.iter().filter_map(|(name, field)| Some((name, field.template()?)));
        if let Some(signature) = &api.signature {
            let sent = api.params.values().chain(api.headers.values()).chain(fields().map(|(_, text)| text));
            let signed = [&more[..], &["access-token", "body-sha256", "method", "path-and-query"]].concat();
            self.signature("api", signature, sent, &signed);
            more.push(SIGNATURE);
        }
        self.fields("api.params", &api.params, &more);
        self.fields("api.headers", &api.headers, &more);
        self.fields("api.fields", fields(), &more);
        let placed = api.params.iter().chain(fields());
        let secret =
            |(_, text): &(_, &Template)| text.names().any(|name| self.provider.credentials.is_secret(name));
        let secret = placed.filter(secret).map(|(name, _)| name).next();
        self.require(
            secret.is_none(),
            "definition-api-field-secret",
            "name",
            secret.map_or("", String::as_str),
        );
        let sends = matches!(api.send, None | Some(ParamIn::Form | ParamIn::Json));
        self.require(sends, "definition-api-send", "place", "api.send");
        let is_once = api.query.is_none() || api.body.is_none();
        self.require(is_once, "definition-api-token-twice", "place", "api");
    }

    /// An HMAC has a key, and others have none; the private key is a credential; and a field or a header has the signature.
    fn signature<'t>(
        &mut self,
        table: &str,
        signature: &Signature,
        sent: impl IntoIterator<Item = &'t Template>,
        more: &[&str],
    ) {
        let place = format!("{table}.signature");
        let more = [more, &SIGNED_FIELDS].concat();
        for (key, template) in signature.templates() {
            self.template(&format!("{place}.{key}"), template, &more);
        }
        let has_key = signature.key.is_some() == signature.digest.has_key();
        self.require(has_key, "definition-signature-key", "place", &*place);
        let can_sign = signature.digest != Digest::RsaSha256
            || self.provider.credentials.get(CLIENT_KEY).is_some_and(|key| key.lines);
        self.require(can_sign, "definition-signature-client-key", "place", &*place);
        let is_sent = sent.into_iter().flat_map(Template::names).any(|name| name == SIGNATURE);
        self.require(is_sent, "definition-signature-unsent", "place", place);
    }

    fn api(&mut self) {
        let api = &self.provider.api;
        let is_complete = api.paging.as_ref().is_none_or(|paging| {
            !paging.next_url.0.is_empty() || !paging.cursor.0.is_empty() && paging.param.is_some()
        });
        self.require(is_complete, "definition-paging-incomplete", "place", "api.paging");
        let is_bounded = api.base_from.0.is_empty() == api.base_hosts.is_empty();
        self.require(is_bounded, "definition-base-hosts", "place", "api.base-from");
        for host in &api.base_hosts {
            let is_part = |part: &str| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            };
            let is_host = host.contains('.') && host.split('.').all(is_part);
            self.require(is_host, "definition-base-host-invalid", "host", host);
        }
        for name in api.headers.keys() {
            let is_token = api.is_in_header() && name.eq_ignore_ascii_case(&api.header);
            let shows_secret =
                api.headers[name].names().any(|name| self.provider.credentials.is_secret(name));
            self.require(!shows_secret, "definition-api-header-secret", "name", name);
            let is_free = !is_token && !is_framing(name);
            self.require(is_free, "definition-api-header-taken", "name", name);
        }
        let is_path = api.smoke.as_ref().is_none_or(|path| path.starts_with('/'));
        self.require(is_path, "definition-path-relative", "place", "api.smoke");
        let is_path = api.base_path.as_ref().is_none_or(|path| path.starts_with('/'));
        self.require(is_path, "definition-path-relative", "place", "api.base-path");
    }

    /// A header's name or value must end neither its line nor the quotation marks that an output format puts around it.
    fn headers(&mut self) {
        let it = self.provider;
        let sent =
            || it.calls().flat_map(|(table, call, _)| call.headers.iter().map(move |header| (table, header)));
        let of_calls = sent().map(|(table, (name, _))| (format!("{table}.headers"), name));
        let of_examples = it.examples.iter().flat_map(|example| {
            let sent = example.request.iter().flat_map(|request| request.headers.keys());
            example.answer.headers.keys().chain(sent).map(|name| ("example".to_owned(), name))
        });
        let of_api = it.api.headers.keys().map(|name| ("api.headers".to_owned(), name));
        let names = [("api.header".to_owned(), &it.api.header)]
            .into_iter()
            .chain(of_api)
            .chain(of_calls)
            .chain(of_examples);
        let wrong = names.filter(|(_, name)| !is_header_name(name)).map(|(place, name)| {
            Message::new("definition-header-name").with("place", place).with("name", name)
        });
        self.problems.extend(wrong);
        self.require(is_header_value(&it.api.prefix), "definition-header-value", "place", "api.prefix");
        for (table, (name, value)) in sent() {
            let place = format!("{table}.headers.{name}");
            self.require(is_header_value(&value.to_string()), "definition-header-value", "place", place);
        }
        for (name, value) in &it.api.headers {
            let place = format!("api.headers.{name}");
            self.require(is_header_value(&value.to_string()), "definition-header-value", "place", place);
        }
        for (place, name) in [("api.query", &it.api.query), ("api.body", &it.api.body)] {
            let is_empty = name.as_ref().is_some_and(String::is_empty);
            self.require(!is_empty, "definition-query-empty", "place", place);
        }
    }

    /// A URL must be https or loopback, or begin with a value that is checked once it is known. It must not
    /// have a secret in it, because URLs are shown.
    fn url(&mut self, place: &str, template: &Template) {
        self.template(place, template, &[]);
        let text = template.to_string();
        let is_safe = text.starts_with("https://")
            || text.starts_with('{')
            || text.strip_prefix("http://").is_some_and(is_loopback)
            || self.is_metadata(&text);
        self.require(is_safe, "definition-url-unsafe", "place", place);
        let shows_secret = template.names().any(|name| self.provider.credentials.is_secret(name));
        self.require(!shows_secret, "definition-url-secret", "place", place);
    }

    /// Returns whether the text of a URL names a server for metadata, and the definition may ask one. What a value names
    /// is checked with each request.
    fn is_metadata(&self, text: &str) -> bool {
        let authority = text.strip_prefix("http://").and_then(|rest| rest.split(['/', '?', '#']).next());
        let host = authority.map(|authority| match authority.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        });
        let is_one = |host: &str| is_metadata_host(host) || host.starts_with('{') && host.ends_with('}');
        self.provider.network == Network::Metadata && host.is_some_and(is_one)
    }

    fn client_auth(&mut self, table: &str, methods: &ClientAuthWords) {
        let is_known = |template: &Template| {
            let variable = template.names().next().and_then(|name| self.provider.vars.get(name));
            let by_variable = variable.is_some_and(|variable| {
                let words = &variable.choices;
                !words.is_empty() && words.keys().all(|word| ClientAuth::parse(word).is_some())
            });
            by_variable || ClientAuth::parse(&template.to_string()).is_some()
        };
        if methods.words().next().is_none() || !methods.words().all(is_known) {
            let words = METHODS.iter().map(|method| format!("`{}`", method.word));
            let problem = Message::new("definition-client-auth-unknown").with("table", table);
            self.problems.push(problem.with("words", Value::list(words, "list-comma")));
        }
        // A method cannot use what nobody can set.
        for method in methods.methods() {
            for name in method.credentials {
                let is_declared = self.provider.credentials.get(name).is_some();
                self.require(is_declared, "definition-credential-undeclared", "name", *name);
            }
        }
    }

    fn fields(
        &mut self,
        place: &str,
        fields: impl IntoIterator<Item = (&'a String, &'a Template)>,
        more: &[&str],
    ) {
        for (name, template) in fields {
            self.template(&format!("{place}.{name}"), template, more);
        }
    }

    /// Every name in a template must be predefined, a variable, or a field of a variable's choices.
    fn template(&mut self, place: &str, template: &Template, more: &[&str]) {
        let vars = &self.provider.vars;
        for name in template.names() {
            let is_field = name.split_once('.').is_some_and(|(variable, field)| {
                // A field that a choice lacks has no value.
                let choices = vars.get(variable).map(|variable| variable.choices.values());
                choices.into_iter().flatten().any(|row| row.contains_key(field))
            });
            let credential = self.provider.credentials.get(name);
            let is_line = credential.is_none_or(|credential| !credential.lines);
            self.require(is_line, "definition-credential-lines", "name", name);
            let is_standard = credential.is_some() || STANDARD_VALUES.contains(&name);
            if !(is_standard || more.contains(&name) || vars.contains_key(name) || is_field) {
                let problem = Message::new("definition-name-undeclared").with("place", place);
                self.problems.push(problem.with("name", format!("{{{name}}}")));
            }
        }
    }

    /// A hint for a missing value needs a value of that name.
    fn hints(&mut self) {
        let it = self.provider;
        for name in it.hints.keys().filter_map(|key| key.strip_prefix(MISSING)) {
            let is_declared = it.vars.contains_key(name) || it.credentials.get(name).is_some();
            self.require(is_declared, "definition-hint-undeclared", "name", name);
        }
    }

    /// Every Chinese text must have an English one.
    fn translation(&mut self) {
        let texts = self.provider.zh.texts();
        let credentials = &self.provider.credentials;
        let has_title = |name: &String| credentials.get(name).is_some_and(|known| known.title.is_some());
        let unknown = |place: &'static str, name: &String| {
            Message::new("definition-translation-unknown").with("place", place).with("name", name)
        };
        let of_credentials = texts.credentials.keys().filter(|name| !has_title(name));
        let of_vars = texts.vars.keys().filter(|name| !self.provider.vars.contains_key(*name));
        let of_hints = texts.hints.keys().filter(|name| !self.provider.hints.contains_key(*name));
        let problems = of_credentials
            .map(|name| unknown("credentials", name))
            .chain(of_vars.map(|name| unknown("vars", name)))
            .chain(of_hints.map(|name| unknown("hints", name)));
        self.problems.extend(problems);
    }

    fn examples(&mut self) {
        for example in &self.provider.examples {
            // These requests return no token, so their examples may have neither.
            let bare = matches!(
                example.call,
                RequestKind::Authorize
                    | RequestKind::Device
                    | RequestKind::Introspect
                    | RequestKind::Renew
                    | RequestKind::Revoke
                    | RequestKind::Userinfo
            );
            let is_one = bare || example.bare.is_some() || example.token.is_some() != example.error.is_some();
            self.require(is_one, "definition-example-end", "name", &example.name);
            let is_whole = example.at == ErrorScope::Api && example.request.is_some();
            let is_call = example.bare.is_none() || is_whole;
            self.require(is_call, "definition-example-bare", "name", &example.name);
        }
    }
}

/// The fields that are templates.
fn texts(params: &Option<BTreeMap<String, Param>>) -> impl Iterator<Item = (&String, &Template)> {
    params.iter().flatten().filter_map(|(name, param)| Some((name, param.template()?)))
}

/// Returns whether the text after `http://` begins with this machine or a name below localhost.
fn is_loopback(rest: &str) -> bool {
    let after = ["127.0.0.1", "[::1]", "localhost"].into_iter().find_map(|host| rest.strip_prefix(host));
    let host = rest.split([':', '/', '?', '#']).next().unwrap_or_default();
    after.is_some_and(|after| after.is_empty() || after.starts_with([':', '/']))
        || host.ends_with(".localhost") && !host.contains(['{', '@', '\\'])
}

#[cfg(test)]
mod tests {
    use crate::toml_file;

    use super::*;

    fn problems(text: &str) -> String {
        let problems = toml_file::parse::<Provider>("p.toml", text).unwrap().problems();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_broken_rule_is_reported() {
        let base = "title = \"T\"\n[client-credentials]\n";
        for (text, expected) in [
            ("title = \"T\"", "no grant"),
            ("[client-credentials]\nurl = \"https://a.example\"", "missing `title`"),
            (&format!("{base}url = \"http://a.example\""), "not an https URL"),
            (&format!("{base}url = \"http://127.0.0.1.evil.example\""), "not an https URL"),
            (&format!("{base}url = \"http://{{id}}.localhost\""), "not an https URL"),
            (&format!("{base}url = \"http://localhost.example\""), "not an https URL"),
            (&format!("{base}url = \"https://a.example/{{client-secret}}\""), "contains the client secret"),
            (&format!("{base}url = \"https://a.example/{{nobody}}\""), "not declared"),
            (&format!("{base}url = \"https://a.example\"\nclient-auth = \"magic\""), "client-auth must be"),
            (
                &format!("{base}url = \"https://a.example\"\n[console]\nurl = \"https://b.example\""),
                "console.steps is empty",
            ),
            (
                &format!(
                    "{base}url = \"https://a.example\"\n[console]\nsteps = \"x\"\nurl = \"http://b.example\""
                ),
                "console.url is not an https URL",
            ),
            (&format!("{base}url = \"https://a.example\"\n[vars.force]\nhelp = \"x\""), "own flags"),
            (
                &format!(
                    "{base}url = \"https://a.example\"\n[vars.x]\nhelp = \"x\"\ndefault = \"c\"\nchoices = {{ a = {{}} }}"
                ),
                "must be one of `choices`",
            ),
            ("title = \"T\"\naliases = [\"a b\"]", "invalid alias or keyword `a b`"),
            (
                &format!("{base}url = \"https://a.example\"\n[api]\nheader = \"@file\""),
                "api.header: invalid HTTP header name `@file`",
            ),
            (&format!("{base}url = \"https://a.example\"\n[api]\nheader = \"\""), "invalid HTTP header name"),
            (
                &format!("{base}url = \"https://a.example\"\n[api]\nprefix = \"Träger \""),
                "api.prefix may contain only",
            ),
            (&format!("{base}url = \"https://a.example\"\n[api]\nquery = \"\""), "api.query is empty"),
            (
                &format!("{base}url = \"https://a.example\"\nheaders = {{ \"x y\" = \"z\" }}"),
                "invalid HTTP header name `x y`",
            ),
            (
                &format!("{base}url = \"https://a.example\"\nheaders = {{ x = \"é{{client-id}}\" }}"),
                "client-credentials.headers.x may contain only",
            ),
            (&format!("{base}url = \"https://a.example\"\n[zh]\nvars.x = \"x\""), "[zh.vars] translates `x`"),
            (
                &format!("{base}url = \"https://a.example\"\n[zh]\nhints.x = \"x\""),
                "[zh.hints] translates `x`",
            ),
            (
                &format!("{base}url = \"https://a.example\"\n[zh]\ncredentials.client-id = \"x\""),
                "[zh.credentials] translates `client-id`",
            ),
            (
                &format!("{base}url = \"https://a.example\"\n[vars.x]\nhelp = \"x\"\nenv = [\"X; ls\"]"),
                "invalid environment variable name `X; ls`",
            ),
            (&format!("{base}url = \"https://a.example\"\n[hints]\n\"missing:x\" = \"x\""), "a missing `x`"),
            (
                &format!(
                    "{base}url = \"https://a.example\"\n[credentials]\nx = {{ default = {{ env = \"{{y}}\" }} }}"
                ),
                "credentials.x.default.env",
            ),
            (&format!("network = \"metadata\"\n{base}url = \"http://a.example\""), "not an https URL"),
            (&format!("network = \"metadata\"\n{base}url = \"http://a.{{id}}\""), "not an https URL"),
        ] {
            assert!(problems(text).contains(expected), "{text}\n-> {}", problems(text));
        }
        let by_value = "url = \"http://{x}:80/t\"\n[vars.x]\nhelp = \"x\"";
        assert!(problems(&format!("{base}{by_value}")).contains("not an https URL"));
        assert_eq!(problems(&format!("network = \"metadata\"\n{base}{by_value}")), "");
        for host in ["127.0.0.1:80", "[::1]", "localhost", "sso.localhost:8080"] {
            assert_eq!(problems(&format!("{base}url = \"http://{host}/x\"")), "");
        }
    }
}
