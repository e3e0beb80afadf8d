//! The console of Windows. Ctrl-C ends the program at once, and the shell restores its own settings.

use std::io;
use std::os::windows::io::AsRawHandle;

use windows_sys::Win32::System::Console::{ENABLE_ECHO_INPUT, GetConsoleMode, SetConsoleMode};

use crate::report;
use crate::signals;

/// Asks with `ask`, and reads one line without its end from stdin. `None` at the end of the input.
pub(super) fn read(ask: &mut dyn FnMut(), is_shown: bool) -> io::Result<Option<Vec<u8>>> {
    let stdin = io::stdin();
    ask();
    let hidden = if is_shown { None } else { Some(Hidden::begin(&stdin)?) };
    let mut line = String::new();
    // Only std's stdin knows the characters that are typed, whatever the code page.
    let length = stdin.read_line(&mut line)?;
    if hidden.is_some() {
        report::line("\n");
    }
    if length == 0 {
        signals::yield_to_interrupt();
        return Ok(None);
    }
    Ok(Some(line.trim_end_matches(['\r', '\n']).as_bytes().to_vec()))
}

/// While this exists, the console does not show what is typed.
struct Hidden<'a> {
    stdin: &'a io::Stdin,
    before: u32,
}

impl<'a> Hidden<'a> {
    #[expect(unsafe_code, reason = "std has no modes of consoles")]
    fn begin(stdin: &'a io::Stdin) -> io::Result<Self> {
        let mut before = 0;
        // SAFETY: the pointer is valid for writing. A handle that is no console is an error.
        if unsafe { GetConsoleMode(stdin.as_raw_handle(), &raw mut before) } == 0 {
            return Err(io::Error::last_os_error());
        }
        let hidden = Self { stdin, before };
        hidden.set(before & !ENABLE_ECHO_INPUT)?;
        Ok(hidden)
    }

    #[expect(unsafe_code, reason = "std has no modes of consoles")]
    fn set(&self, mode: u32) -> io::Result<()> {
        // SAFETY: this only changes the console that is stdin.
        let done = unsafe { SetConsoleMode(self.stdin.as_raw_handle(), mode) };
        if done == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    }
}

impl Drop for Hidden<'_> {
    fn drop(&mut self) {
        let _ = self.set(self.before);
    }
}
