//! Reserved words: gettoken's commands and flags, and those that a later version may add. A profile or
//! definition that already has such a name keeps working.

use crate::message::Message;

/// The commands. `gettoken fetch NAME` gets the token of a profile with one of these names.
pub const COMMANDS: &str = "api cache completions config demo docker-credential doctor exec explain fetch \
    git-credential help import inspect introspect login logout man providers revoke setup status userinfo";

/// Commands that a later version may add. Until then, `gettoken NAME` gets the token of such a profile.
const COMING_COMMANDS: &str = "keep proof serve token";

/// The flags of the commands that take a profile, and names reserved for flags since the first version. No
/// definition may declare any of them.
pub const FLAGS: &str = "allow-host audience cacert client-id client-secret client-secret-file config-dir \
    connect-timeout device dry-run env-name error-format field force grant header help include input \
    insecure-file-mode ipv4 ipv6 json lock-timeout min-valid no-browser no-cache offline output paginate \
    param profile proxy query quiet raw-field refresh-token-file rejected require-cache require-scope \
    resource retries scope serve smoke timeout user verbose version wait yes";

/// Flags that a later version may add. A definition that declares one keeps it, and gettoken's flag of the
/// same name is left out for that definition.
const COMING_FLAGS: &str = "acr-values all api-host as authorize-param cert certificate check color dpop for \
    issuer jwks key lang login-hint max-age mode prompt refresh-token shared stdin to token url verify";

/// Suffixes of the flags for the sources of credentials, such as `--subject-file`. A definition that extends a built-in
/// one, which may get more credentials, should not declare one.
const SOURCE_ENDINGS: [&str; 2] = ["-file", "-profile"];

/// Reports whether the space-separated `list` contains `word`.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Reports whether `gettoken NAME` runs a command.
pub fn is_command(name: &str) -> bool {
    has(COMMANDS, name)
}

/// Reports whether a flag of this name is gettoken's, so that no definition may declare it.
pub fn is_flag(name: &str) -> bool {
    has(FLAGS, name)
}

/// Reports whether a later version may add a flag of this name.
pub fn is_coming_flag(name: &str) -> bool {
    !is_flag(name) && (has(COMING_FLAGS, name) || is_source_flag(name))
}

/// Reports whether a flag of this name is the source of a credential if the definition has such a credential.
pub fn is_source_flag(name: &str) -> bool {
    SOURCE_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The warning about a profile's name if the name is, or may become, a command.
pub fn profile_warning(name: &str) -> Option<Message> {
    warning(name, "profile-name-command", "profile-name-coming")
}

/// The same as [`profile_warning`], for a definition.
pub fn provider_warning(name: &str) -> Option<Message> {
    warning(name, "provider-name-command", "provider-name-coming")
}

fn warning(name: &str, is_command_code: &'static str, may_come_code: &'static str) -> Option<Message> {
    let code = if is_command(name) { is_command_code } else { may_come_code };
    let is_reserved = is_command(name) || has(COMING_COMMANDS, name);
    is_reserved.then(|| Message::new(code).with("name", name).with("call", call(name)))
}

/// The command line that gets the token of the profile `name`, now and in later versions.
pub fn call(name: &str) -> String {
    let word = if is_command(name) || has(COMING_COMMANDS, name) { "fetch " } else { "" };
    format!("gettoken {word}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_in_two_lists() {
        assert!(COMING_COMMANDS.split(' ').all(|word| !is_command(word)));
        assert!(COMING_FLAGS.split(' ').all(|word| !is_flag(word)));
        assert!(FLAGS.split(' ').all(|word| !is_coming_flag(word)));
        for list in [COMMANDS, COMING_COMMANDS, FLAGS, COMING_FLAGS] {
            assert!(list.split(' ').is_sorted() && !has(list, ""), "{list}");
        }
    }

    #[test]
    fn the_long_form_is_used_if_the_name_is_or_may_become_a_command() {
        assert_eq!(call("hr-bot"), "gettoken hr-bot");
        assert_eq!(call("login"), "gettoken fetch login");
        assert_eq!(call("token"), "gettoken fetch token");
        let text = |warning: Option<Message>| warning.map(|warning| warning.english()).unwrap_or_default();
        assert_eq!(profile_warning("hr-bot"), None);
        assert!(text(profile_warning("login")).contains("`gettoken fetch login`"));
        assert!(text(provider_warning("token")).contains("a later version"));
    }

    #[test]
    fn every_file_and_profile_of_a_credential_is_reserved() {
        for name in ["certificate-file", "client-key-profile", "issuer", "x-file"] {
            assert!(is_coming_flag(name), "{name}");
        }
        for name in ["client-secret-file", "refresh-token-file", "profile", "file", "tenant"] {
            assert!(!is_coming_flag(name), "{name}");
        }
    }
}
