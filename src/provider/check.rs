//! Rules that a definition must keep besides its form: known names, safe URLs, no clash of flags.

use std::collections::BTreeSet;

use super::{Call, CallName, Content, Credential, Provider};
use crate::client_auth::{ClientAuth, METHODS};
use crate::escape::{is_header_name, is_header_value, is_name, visible};
use crate::reserved::FLAGS;
use crate::template::Template;

/// Names of values that exist without being declared.
const GIVEN: [&str; 5] = ["audience", "client-id", "client-secret", "resource", "scope"];

impl Provider {
    /// What is wrong with this definition, in words; empty when it is sound.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.title.is_empty() {
            problems.push("`title` is missing".to_owned());
        }
        if self.client_credentials.is_none()
            && self.authorization_code.is_none()
            && self.device_code.is_none()
        {
            problems.push("there is no grant: add a table such as [client-credentials]".to_owned());
        }
        self.check_names(&mut problems);
        self.check_env(&mut problems);
        self.check_variables(&mut problems);
        self.check_grants(&mut problems);
        self.check_headers(&mut problems);
        self.check_examples(&mut problems);
        problems
    }

    /// The flags that it declares, for variables and credentials.
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        let credentials = [&self.credentials.client_id, &self.credentials.client_secret];
        let flags = credentials.into_iter().flat_map(|credential: &Credential| &credential.flags);
        self.vars.keys().chain(flags).map(String::as_str)
    }

    /// Flags of variables and credentials must be distinct and not ours.
    fn check_names(&self, problems: &mut Vec<String>) {
        let mut seen = BTreeSet::new();
        for name in self.flags() {
            if !is_name(name) {
                problems.push(format!("`{}` is not a name: use a-z, 0-9 and -", visible(name)));
            } else if FLAGS.contains(&name) {
                problems.push(format!("`{name}` is the name of one of gettoken's own flags"));
            } else if !seen.insert(name) {
                problems.push(format!("`{name}` is declared twice"));
            }
        }
    }

    /// Names of environment variables are shown as part of commands to type.
    fn check_env(&self, problems: &mut Vec<String>) {
        let credentials = &self.credentials;
        let all = credentials.client_id.env.iter().chain(&credentials.client_secret.env);
        for name in all.chain(self.vars.values().flat_map(|variable| &variable.env)) {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
            if name.is_empty() || !name.bytes().all(is_name) {
                problems.push(format!("`{}` is not the name of an environment variable", visible(name)));
            }
        }
    }

    /// What a header carries ends neither its line nor the quotation marks that a form of output puts
    /// around it.
    fn check_headers(&self, problems: &mut Vec<String>) {
        let mut check_name = |place: String, name: &str| {
            if !is_header_name(name) {
                problems.push(format!("{}: `{}` is not the name of an HTTP header", place, visible(name)));
            }
        };
        check_name("api.header".to_owned(), &self.api.header);
        for (table, call, _) in self.calls() {
            call.headers.keys().for_each(|name| check_name(format!("{table}.headers"), name));
        }
        for example in &self.examples {
            let headers = example.answer.headers.keys();
            let sent = example.request.iter().flat_map(|request| request.headers.keys());
            headers.chain(sent).for_each(|name| check_name("example".to_owned(), name));
        }
        let mut check_value = |place: String, value: &str| {
            if !is_header_value(value) {
                problems.push(format!("{place} is not made of visible ASCII characters and spaces alone"));
            }
        };
        check_value("api.prefix".to_owned(), &self.api.prefix);
        for (table, call, _) in self.calls() {
            for (name, value) in &call.headers {
                check_value(format!("{table}.headers.{}", visible(name)), &value.to_string());
            }
        }
        if self.api.query.as_ref().is_some_and(String::is_empty) {
            problems.push("api.query is empty".to_owned());
        }
    }

    fn check_variables(&self, problems: &mut Vec<String>) {
        for (name, variable) in &self.vars {
            let choices = &variable.choices;
            if variable.help.is_empty() {
                problems.push(format!("[vars.{name}] has no `help`"));
            }
            if let Some(default) = &variable.default
                && !choices.is_empty()
                && !choices.contains_key(default)
            {
                problems.push(format!("[vars.{name}] `default` is not one of `choices`"));
            }
            let first = choices.values().next();
            if choices.values().any(|row| first.is_some_and(|first| !row.keys().eq(first.keys()))) {
                problems.push(format!("[vars.{name}] rows of `choices` differ in their keys"));
            }
        }
    }

    fn check_grants(&self, problems: &mut Vec<String>) {
        for (name, call, more) in self.calls() {
            self.check_call(name, call, more, problems);
        }
        if let Some(authorize) = &self.authorize {
            self.check_url("authorize.url", &authorize.url, problems);
            let more = CallName::VISIT;
            for (name, param) in authorize.params.iter().flatten() {
                if let Content::Text(template) = &param.content {
                    self.check_template(&format!("authorize.params.{name}"), template, &more, problems);
                }
            }
            for (name, template) in &authorize.extra {
                self.check_template(&format!("authorize.extra.{name}"), template, &more, problems);
            }
            if let Some(issuer) = &authorize.issuer {
                self.check_template("authorize.issuer", issuer, &[], problems);
            }
            self.check_template("authorize.redirect", &authorize.redirect, &["port"], problems);
        }
        if let Some(base) = &self.api.base {
            self.check_url("api.base", base, problems);
        }
        for (name, template) in &self.api.params {
            self.check_template(&format!("api.params.{name}"), template, &["account"], problems);
        }
        let paging = self.api.paging.as_ref();
        if paging.is_some_and(|paging| {
            paging.next_url.0.is_empty() && (paging.cursor.0.is_empty() || paging.param.is_none())
        }) {
            problems.push("[api.paging] needs `next-url`, or `cursor` and `param`".to_owned());
        }
        for scope in [&self.scope, &self.user.scope].into_iter().flatten() {
            self.check_template("scope", scope, &[], problems);
        }
        if self.api.smoke.as_ref().is_some_and(|path| !path.starts_with('/')) {
            problems.push("api.smoke does not begin with `/`".to_owned());
        }
    }

    /// Every request that there is: see [`CallName::ENDPOINTS`].
    fn calls(&self) -> impl Iterator<Item = (&'static str, &Call, &'static [&'static str])> {
        CallName::ENDPOINTS
            .into_iter()
            .filter_map(|(name, table, more)| Some((table, self.call(name)?, more)))
    }

    fn check_call(&self, name: &str, call: &Call, more: &[&str], problems: &mut Vec<String>) {
        self.check_url(&format!("{name}.url"), &call.url, problems);
        self.check_client_auth(name, &call.client_auth, problems);
        for (field, param) in call.params.iter().flatten() {
            if let Content::Text(template) = &param.content {
                self.check_template(&format!("{name}.params.{field}"), template, more, problems);
            }
        }
        for (field, template) in &call.headers {
            self.check_template(&format!("{name}.headers.{field}"), template, more, problems);
        }
    }

    /// A URL is https, or loopback, or begins with a value that is checked when it is known; and
    /// it never carries a secret, because URLs are shown.
    fn check_url(&self, place: &str, template: &Template, problems: &mut Vec<String>) {
        self.check_template(place, template, &[], problems);
        let text = template.to_string();
        let loopback = ["http://127.0.0.1", "http://[::1]", "http://localhost"];
        let safe = text.starts_with("https://")
            || text.starts_with('{')
            || loopback.iter().any(|start| {
                text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
            })
            || text.strip_prefix("http://").is_some_and(is_below_localhost);
        if !safe {
            problems.push(format!("{place} is not an https URL"));
        }
        if template.names().any(|name| name == "client-secret") {
            problems.push(format!("{place} carries the client secret: put it into `params`"));
        }
    }

    fn check_client_auth(&self, name: &str, template: &Template, problems: &mut Vec<String>) {
        let text = template.to_string();
        let by_variable =
            template.names().next().and_then(|name| self.vars.get(name)).is_some_and(|variable| {
                let words = &variable.choices;
                !words.is_empty() && words.keys().all(|word| ClientAuth::parse(word).is_some())
            });
        if ClientAuth::parse(&text).is_none() && !by_variable {
            let words = METHODS.iter().map(|method| format!("`{}`", method.word)).collect::<Vec<_>>();
            problems.push(format!("{name}.client-auth is not one of {}", words.join(", ")));
        }
    }

    /// Every name in a template is a given one, a variable, or a field of a variable's choices.
    fn check_template(&self, place: &str, template: &Template, more: &[&str], problems: &mut Vec<String>) {
        for name in template.names() {
            let known = GIVEN.contains(&name)
                || more.contains(&name)
                || self.vars.contains_key(name)
                || name.split_once('.').is_some_and(|(variable, field)| {
                    let row = self.vars.get(variable).and_then(|v| v.choices.values().next());
                    row.is_some_and(|row| row.contains_key(field))
                });
            if !known {
                problems.push(format!("{place} names `{{{name}}}`, which nothing declares"));
            }
        }
    }

    fn check_examples(&self, problems: &mut Vec<String>) {
        for example in &self.examples {
            // Where a browser goes, and the end of a session, bring back nothing that is read.
            let bare = matches!(example.call, CallName::Authorize | CallName::Device | CallName::Revoke);
            if example.token.is_some() == example.error.is_some() && !bare {
                problems.push(format!("example `{}` must end in either a token or an error", example.name));
            }
        }
    }
}

/// Whether what follows `http://` begins with a name below localhost.
fn is_below_localhost(rest: &str) -> bool {
    let host = rest.split([':', '/', '?', '#']).next().unwrap_or_default();
    host.ends_with(".localhost") && !host.contains(['{', '@', '\\'])
}

#[cfg(test)]
mod tests {
    use crate::document;

    use super::*;

    fn problems(text: &str) -> String {
        document::parse::<Provider>("p.toml", text).unwrap().problems().join("\n")
    }

    #[test]
    fn each_rule_is_told() {
        let base = "title = \"T\"\n[client-credentials]\n";
        for (text, told) in [
            ("title = \"T\"", "there is no grant"),
            ("[client-credentials]\nurl = \"https://a.example\"", "`title` is missing"),
            (&format!("{base}url = \"http://a.example\""), "not an https URL"),
            (&format!("{base}url = \"http://127.0.0.1.evil.example\""), "not an https URL"),
            (&format!("{base}url = \"http://{{id}}.localhost\""), "not an https URL"),
            (&format!("{base}url = \"http://localhost.example\""), "not an https URL"),
            (&format!("{base}url = \"https://a.example/{{client-secret}}\""), "carries the client secret"),
            (&format!("{base}url = \"https://a.example/{{nobody}}\""), "nothing declares"),
            (&format!("{base}url = \"https://a.example\"\nclient-auth = \"magic\""), "client-auth is not"),
            (&format!("{base}url = \"https://a.example\"\n[vars.force]\nhelp = \"x\""), "own flags"),
            (
                &format!(
                    "{base}url = \"https://a.example\"\n[vars.x]\nhelp = \"x\"\ndefault = \"c\"\nchoices = {{ a = {{}} }}"
                ),
                "not one of `choices`",
            ),
            (
                &format!("{base}url = \"https://a.example\"\n[api]\nheader = \"@file\""),
                "api.header: `@file` is not",
            ),
            (&format!("{base}url = \"https://a.example\"\n[api]\nheader = \"\""), "name of an HTTP header"),
            (
                &format!("{base}url = \"https://a.example\"\n[api]\nprefix = \"Träger \""),
                "api.prefix is not made",
            ),
            (&format!("{base}url = \"https://a.example\"\n[api]\nquery = \"\""), "api.query is empty"),
            (
                &format!("{base}url = \"https://a.example\"\nheaders = {{ \"x y\" = \"z\" }}"),
                "`x y` is not the name",
            ),
            (
                &format!("{base}url = \"https://a.example\"\nheaders = {{ x = \"é{{client-id}}\" }}"),
                "client-credentials.headers.x is not made",
            ),
            (
                &format!("{base}url = \"https://a.example\"\n[vars.x]\nhelp = \"x\"\nenv = [\"X; ls\"]"),
                "`X; ls` is not the name of an environment variable",
            ),
        ] {
            assert!(problems(text).contains(told), "{text}\n-> {}", problems(text));
        }
        for host in ["127.0.0.1:80", "[::1]", "localhost", "sso.localhost:8080"] {
            assert_eq!(problems(&format!("{base}url = \"http://{host}/x\"")), "");
        }
    }
}
