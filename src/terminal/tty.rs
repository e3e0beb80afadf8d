//! Terminals of Unix. Signals take effect only after the terminal shows again what is typed; after a stop, the
//! question is asked again.

use std::io;
use std::os::fd::AsFd;

use nix::sys::signal::{Signal, raise};
use nix::sys::termios::{LocalFlags, SetArg, Termios, tcgetattr, tcsetattr};
use nix::unistd::{getpgrp, tcgetpgrp};

use crate::report;
use crate::signals::PostponedSignals;

/// The size of the kernel's buffer for a line, in bytes.
const LINE: usize = 4096;

/// Asks with `ask`, and reads one line without its end from stdin. `None` at the end of the input.
pub(super) fn read(ask: &mut dyn FnMut(), is_shown: bool) -> io::Result<Option<Vec<u8>>> {
    let stdin = io::stdin();
    loop {
        wait_for_foreground(&stdin);
        let signals = PostponedSignals::begin();
        let hidden = if is_shown { None } else { Some(Hidden::begin(&stdin)?) };
        ask();
        if !signals.wait(stdin.as_fd())? {
            // The next prompt, of a shell or the same one, begins on its own line.
            report::line("\n");
            drop(hidden);
            drop(signals);
            continue;
        }
        let mut line = vec![0; LINE];
        // The terminal passes on whole lines.
        let length = nix::unistd::read(&stdin, &mut line)?;
        line.truncate(length);
        if length == 0 {
            return Ok(None);
        }
        while line.last().is_some_and(|byte| b"\r\n".contains(byte)) {
            line.pop();
        }
        return Ok(Some(line));
    }
}

/// Stops while another program is in the foreground: the terminal is that program's, and so are its settings.
fn wait_for_foreground(stdin: &io::Stdin) {
    // In a process group that no shell controls, the signal has no effect. Reading then fails.
    for _ in 0..100 {
        if tcgetpgrp(stdin).is_err() || tcgetpgrp(stdin) == Ok(getpgrp()) {
            return;
        }
        let _ = raise(Signal::SIGTTIN);
    }
}

/// While this exists, the terminal does not show what is typed, except for the end of the line.
struct Hidden<'a> {
    stdin: &'a io::Stdin,
    before: Termios,
}

impl<'a> Hidden<'a> {
    fn begin(stdin: &'a io::Stdin) -> io::Result<Self> {
        let before = tcgetattr(stdin)?;
        let mut hidden = before.clone();
        hidden.local_flags.remove(LocalFlags::ECHO);
        hidden.local_flags.insert(LocalFlags::ECHONL);
        // What was typed before is kept: pasted lines arrive at once.
        tcsetattr(stdin, SetArg::TCSANOW, &hidden)?;
        Ok(Self { stdin, before })
    }
}

impl Drop for Hidden<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.stdin, SetArg::TCSANOW, &self.before);
    }
}
