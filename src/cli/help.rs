//! Help: the pages of `--help` and `help` in full, those of `-h` and of `gettoken` alone in short.
//!
//! All texts are in the message catalog. For a command with the help text `help-NAME`, `help-NAME-long` is what the
//! full page says in its place, and `help-NAME-examples` has an example on each line, explained after a `#`.

use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command};

use super::args::general;
use super::style::{self, HEADING, LITERAL};
use super::verb::{Verb, tree};
use super::words;
use super::{EarlyArgs, Lookup, Names};
use crate::color::{self, Stream};
use crate::error::Result;
use crate::layout::{columns, wrap};
use crate::message::{self, Message};
use crate::provider::builtin::EXAMPLE_PROVIDER;
use crate::provider::{Api, Provider};
use crate::report;
use crate::reserved;
use crate::sanitize::shell_word;

/// The columns of help in a pipe.
const COLUMNS: usize = 80;
/// Longer lines are hard to read.
const MAX_COLUMNS: usize = 100;

/// The help texts of `gettoken PROFILE` and of its long form.
const PROFILE_HELP: &str = "help-profile";
const FETCH_HELP: &str = "help-fetch";
const API_HELP: &str = "help-api";
const USAGE: &str = "{usage-heading} {usage}";

/// How much a page of help says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Short,
    Full,
}

/// The groups of commands on the first page, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Get a token.
    Get,
    /// Use it.
    Use,
    /// Accounts: sessions and profiles.
    Accounts,
    /// Inspect and diagnose.
    Inside,
}

const GROUPS: [(Group, &str); 4] = [
    (Group::Get, "help-group-get"),
    (Group::Use, "help-group-use"),
    (Group::Accounts, "help-group-accounts"),
    (Group::Inside, "help-group-inside"),
];

/// What the pages of commands depend on.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The providers and profiles on the command line.
    names: &'a Names,
    lookup: Lookup<'a>,
    length: Length,
    /// `gettoken COMMAND help` works, but is not listed unless it is typed.
    is_help_typed: bool,
}

/// The page that `args` request, or `None` if they do not request one after all, or are invalid.
pub fn page<R>(
    root: &Verb<R>,
    args: &[OsString],
    early: &EarlyArgs,
    lookup: Lookup,
    stream: Stream,
) -> Result<Option<String>> {
    let Some(length) = early.help else { return Ok(None) };
    let names = names(early, lookup)?;
    let is_help_typed = early.words.iter().skip(1).any(|word| *word == "help");
    let context = Context { names: &names, lookup, length, is_help_typed };
    let tree = tree(root, &names, lookup, &early.words, true)?;
    let tree = in_length(tree.disable_help_flag(true).arg(help_flag()), length);
    let tree = tree.mut_subcommands(|command| match root.find(command.get_name()) {
        Some(verb) if early.words.contains(&verb.name) => verb_page(command, verb, &context),
        Some(_) => command,
        None => {
            let call = reserved::call(command.get_name());
            profile_page(command, PROFILE_HELP, &call, &context)
        }
    });
    // Not dropped, like the tree of other calls.
    let mut tree = ManuallyDrop::new(root_page(tree, root, length));
    let error = tree.try_get_matches_from_mut(args).err();
    let help = error.filter(|error| error.kind() == ErrorKind::DisplayHelp);
    // In a pipe, help is as wide as a usual terminal.
    let width = color::width(stream).map_or(COLUMNS, |width| width.min(MAX_COLUMNS));
    Ok(help.map(|error| wrap(words::of_help(style::text(&error.render(), stream)).trim_end(), width) + "\n"))
}

/// The short page of `gettoken` alone, for stderr.
pub fn overview<R>(root: &Verb<R>) -> Result<Option<String>> {
    let args = ["gettoken", "-h"].map(OsString::from);
    page(root, &args, &EarlyArgs::read(&args), &|_| Ok(None), Stream::Stderr)
}

/// The providers and profiles on the command line, with their titles.
fn names(early: &EarlyArgs, lookup: Lookup) -> Result<Names> {
    let mut words = early.words.as_slice();
    words = words.strip_prefix(&["help"]).unwrap_or(words);
    // A profile may have the name of a command, which precedes it then.
    let command = words.iter().position(|word| reserved::is_command(word));
    let mut names = Names::new();
    for (at, word) in words.iter().enumerate() {
        if Some(at) != command
            && let Some(provider) = lookup(word)?
        {
            names.insert((*word).to_owned(), provider.texts(report::language()).title);
        }
    }
    Ok(names)
}

fn help_flag() -> Arg {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    help.help(message::help("help-help")).help_heading(message::help("help-heading-general")).global(true)
}

/// Leaves the options out of a short page that few calls need.
fn in_length(command: Command, length: Length) -> Command {
    if length == Length::Full {
        return command;
    }
    let rare = ["help-heading-freshness", "help-heading-general", "help-heading-network"].map(message::help);
    let is_rare = |arg: &Arg| arg.get_help_heading().is_some_and(|heading| rare.contains(&heading));
    command.mut_args(|arg| if is_rare(&arg) { arg.hide(true) } else { arg })
}

/// The page of the program: how to begin, and all commands in groups.
fn root_page<R>(tree: Command, root: &Verb<R>, length: Length) -> Command {
    let names = root.verbs.iter().map(|verb| verb.name).chain(["PROFILE"]);
    let width = names.map(str::len).max().unwrap_or_default();
    let row = |name: &str, about: &str| {
        let gap = width - name.len();
        format!("  {LITERAL}{name}{LITERAL:#}{:gap$}  {}\n", "", message::help(about))
    };
    let mut groups = String::new();
    for (group, code) in GROUPS {
        groups.push_str(&heading(code));
        if group == Group::Get {
            groups.push_str(&row("PROFILE", PROFILE_HELP));
        }
        let verbs = root.verbs.iter().filter(|verb| verb.group == Some(group));
        groups.extend(verbs.map(|verb| row(verb.name, verb.about)));
    }
    groups.push('\n');
    if length == Length::Full {
        let status = (heading("help-heading-status"), message::help("help-root-status"));
        let environment = (heading("help-heading-environment"), message::help("help-root-environment"));
        groups.extend([status, environment].map(|(heading, text)| format!("{heading}{text}\n")));
        groups.push('\n');
    }
    let (examples, more) =
        (examples("help-root", EXAMPLE_PROVIDER, "", None), message::help("help-root-more"));
    tree.help_template(format!("{{about}}\n\n{USAGE}\n\n{examples}\n{groups}{more}"))
}

/// The pages of a command and of its subcommands. Without a name after it, a command that takes a provider or a
/// profile has the arguments that all of these have in common.
fn verb_page<R>(command: Command, verb: &Verb<R>, context: &Context) -> Command {
    let Context { names, length, is_help_typed, .. } = *context;
    let command = command.disable_help_subcommand(verb.profile.is_some() || !is_help_typed);
    let command = match verb.profile.filter(|_| names.is_empty()) {
        Some(args) => {
            let about = command.get_about().cloned().unwrap_or_default();
            let long = command.get_long_about().unwrap_or(&about).clone();
            let is_required = command.is_subcommand_required_set();
            let word = if is_required { "<PROFILE>" } else { "[PROFILE]" };
            let name = Arg::new("name").required(is_required).value_name("PROFILE");
            // Any word here is one that is not known.
            let name = name.value_parser(|_: &str| Err::<String, _>("unknown"));
            let command = command
                .subcommand_required(false)
                .override_usage(format!("gettoken {} {word} [OPTIONS]", verb.name))
                .arg(name.help(message::help("help-profile-name")));
            args(command, &general()).about(about).long_about(long)
        }
        None => command,
    };
    let command = command.mut_subcommands(|below| match verb.find(below.get_name()) {
        Some(found) => verb_page(below, found, context),
        // The long form of the same page.
        None if verb.about == FETCH_HELP => {
            let call = format!("gettoken fetch {}", below.get_name());
            profile_page(below, PROFILE_HELP, &call, context)
        }
        None if verb.is_login => login_page(below, verb.about, context),
        None => profile_page(below, verb.about, "", context),
    });
    let shown = message::help(&format!("{}-shown", verb.about));
    let shown = if shown.is_empty() { EXAMPLE_PROVIDER } else { shown };
    decorated(command, &examples(verb.about, shown, "", None), length)
}

/// The page of a provider or profile below the command whose help text is `code`.
fn profile_page(command: Command, code: &str, call: &str, context: &Context) -> Command {
    let provider = provider(&command, context);
    let examples = examples(code, command.get_name(), call, provider.as_deref());
    decorated(command, &examples, context.length)
}

/// As [`profile_page`], for a command about sessions. If there can be none, the page says so instead of examples.
fn login_page(command: Command, code: &str, context: &Context) -> Command {
    let Some(provider) = provider(&command, context).filter(|it| !it.has_login()) else {
        return profile_page(command, code, "", context);
    };
    let unknown = Message::new("login-unknown").with("profile", command.get_name());
    let other = provider.login.as_ref().map(|it| Message::new("login-elsewhere").with("provider", it));
    let texts = [Some(unknown), other].into_iter().flatten();
    let texts: Vec<String> = texts.map(|text| text.localized()).collect();
    decorated(command, &texts.join("\n"), context.length)
}

/// The definition of the profile whose page `command` is.
fn provider(command: &Command, context: &Context) -> Option<Arc<Provider>> {
    (context.lookup)(command.get_name()).ok().flatten()
}

/// Gives the page of `command` its order and length.
fn decorated(command: Command, examples: &str, length: Length) -> Command {
    let long = command.get_long_about().filter(|_| length == Length::Full);
    // The page above has the short text.
    let about = long.map_or("{about}".to_owned(), ToString::to_string);
    // clap shows each option on lines of its own where there is a longer text.
    let command = in_length(command.long_about(None::<&str>), length);
    let template = format!("{about}\n\n{USAGE}\n\n{{before-help}}{{all-args}}{{after-help}}");
    let command = command.before_help(examples.trim_end().to_owned()).help_template(template);
    if length == Length::Short { command.after_help(message::help("help-more")) } else { command }
}

/// The examples of the command whose help text is `code`, for a profile called `name`; `call` gets its token. Those
/// that the `provider` does not support are left out.
fn examples(code: &str, name: &str, call: &str, provider: Option<&Provider>) -> String {
    let text = message::help(&format!("{code}-examples"));
    let api = provider.map(|provider| &provider.api);
    let text = match api.is_some_and(Api::needs_whole_call) {
        true => text.replace("{call} {curl} URL", "gettoken api {profile} {path}"),
        false => text.to_owned(),
    };
    let in_query = api.is_some_and(|api| api.query.is_some());
    let curl = if in_query { "-o curl | curl -K -" } else { "-o header | curl -H @-" };
    // The general page has no base URL either.
    let host = if api.is_some_and(|api| api.base.is_none()) { "--api-host HOST " } else { "" };
    let smoke = api.and_then(|api| api.smoke.as_deref()).map(shell_word);
    let path = format!("{host}{}", smoke.as_deref().unwrap_or("PATH"));
    let text = text.replace("{call}", call).replace("{curl}", curl).replace("{host}", host);
    let text = text.replace("{path}", &path).replace("{profile}", name);
    let is_shown = |line: &&str| provider.is_none_or(|provider| supports(provider, line));
    let is_login_only = provider.is_some_and(|it| it.client_credentials.is_none() && it.has_login());
    let login = message::help("help-login-first").replace("{profile}", name);
    let login = Some(&*login).filter(|_| is_login_only && [PROFILE_HELP, API_HELP].contains(&code));
    let lines = login.into_iter().chain(text.lines().filter(is_shown));
    let lines: Vec<(&str, &str)> = lines.map(|line| line.split_once(" # ").unwrap_or((line, ""))).collect();
    let width = lines.iter().map(|(command, _)| columns(command)).max().unwrap_or_default();
    let fits = lines.iter().all(|(_, why)| width + columns(why) + "    # ".len() <= COLUMNS);
    let mut block = heading("help-heading-examples");
    for (command, why) in lines {
        let shown = format!("{LITERAL}{command}{LITERAL:#}");
        let gap = width - columns(command);
        block.push_str(&match (why, fits) {
            ("", _) => format!("  {shown}\n"),
            (why, true) => format!("  {shown}{:gap$}  # {why}\n", ""),
            (why, false) => format!("  # {why}\n  {shown}\n"),
        });
    }
    block
}

/// Whether the provider has what the options in an example of `gettoken login` or `gettoken api` need.
fn supports(provider: &Provider, example: &str) -> bool {
    let has = |option: &str| example.split(' ').any(|word| word == option);
    match example {
        _ if has("--device") => provider.device_code.is_some(),
        _ if has("--smoke") => provider.api.smoke.is_some(),
        _ if example.starts_with("gettoken login ") => provider.authorize.is_some(),
        _ => true,
    }
}

fn heading(code: &str) -> String {
    format!("{HEADING}{}:{HEADING:#}\n", message::help(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::ROOT;

    #[test]
    fn every_command_has_a_group_and_examples() {
        fn check<R>(verb: &Verb<R>) {
            assert!(!message::help(verb.about).is_empty(), "{}", verb.about);
            assert!(
                !message::help(&format!("{}-examples", verb.about)).is_empty(),
                "{}-examples",
                verb.about
            );
            verb.verbs.iter().for_each(check);
        }
        ROOT.verbs.iter().for_each(check);
        let ungrouped: Vec<_> =
            ROOT.verbs.iter().filter(|verb| verb.group.is_none()).map(|verb| verb.name).collect();
        assert!(ungrouped.is_empty(), "{ungrouped:?}");
    }
}
