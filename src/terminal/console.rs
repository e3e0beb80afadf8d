//! The console of Windows. Ctrl-C ends the program at once, and the shell restores its own settings.

use std::io;

/// Asks with `ask`, and reads one line without its end from stdin. `None` at the end of the input.
pub(super) fn read(ask: &mut dyn FnMut(), is_shown: bool) -> io::Result<Option<Vec<u8>>> {
    ask();
    let line = if is_shown {
        let mut line = String::new();
        (io::stdin().read_line(&mut line)? > 0).then_some(line)
    } else {
        match rpassword::read_password() {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            line => Some(line?),
        }
    };
    Ok(line.map(|line| line.trim_end_matches(['\r', '\n']).as_bytes().to_vec()))
}
