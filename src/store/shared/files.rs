//! Files beside the entries that a shared store needs: who took a lease, and for how long not to ask a server again.

use std::time::Duration;

use chrono::{DateTime, TimeDelta};

use crate::store::files::{put, remove};
use crate::store::{Lock, Store};
use crate::token::Timestamp;

/// The extension of the file with the owner of a lease.
pub const OWNER: &str = "lease";
/// The file that says that the server is down, and its temporary file.
pub const DOWN: [&str; 2] = ["shared-store.down", "shared-store.down-tmp"];

/// How long a server that is down is not asked again, at first and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

impl Store {
    /// Notes who is about to take the lease of `key`, and returns who did so before and never returned it. That process
    /// is dead, because we have the lock that it had.
    pub fn swap_lease_owner(&self, key: &str, owner: &str, _: &Lock) -> Option<String> {
        let path = self.path(key, OWNER);
        let before = self.content(&path).ok().flatten().map(|(text, _)| text.expose().to_owned());
        // Without the file, the others wait for the end of our lease if we die.
        let temporary = self.path(key, "tmp");
        let _ = remove(&temporary).and_then(|()| put(&temporary, &path, owner.as_bytes(), false));
        before
    }

    /// Notes that the lease of `key` was returned.
    pub fn clear_lease_owner(&self, key: &str, _: &Lock) {
        let _ = remove(&self.path(key, OWNER));
    }

    /// How long `server` should not be asked, if it was down a short time ago.
    pub fn shared_store_pause(&self, server: &str, now: Timestamp) -> Option<Duration> {
        let (until, pause) = self.down(server)?;
        let left = (until - now).to_std().ok()?;
        // A longer time was noted under another clock.
        (!left.is_zero() && left <= pause).then_some(left)
    }

    /// Notes that `server` is down. Returns how long it is not asked.
    pub fn note_shared_store_down(&self, server: &str, now: Timestamp) -> Duration {
        let before = self.down(server).filter(|(until, _)| now - *until < TimeDelta::seconds(60));
        let pause = before.map_or(FIRST_PAUSE, |(_, pause)| (pause * 2).min(LONGEST_PAUSE));
        let until = now + TimeDelta::from_std(pause).unwrap_or_default();
        let [path, temporary] = DOWN.map(|name| self.folder.join(name));
        let text = format!("{} {} {server}", until.timestamp_millis(), pause.as_secs());
        let _ = self.prepare().and_then(|()| put(&temporary, &path, text.as_bytes(), false));
        pause
    }

    /// Notes that the server has answered.
    pub fn note_shared_store_up(&self) {
        let _ = remove(&self.folder.join(DOWN[0]));
    }

    fn down(&self, server: &str) -> Option<(Timestamp, Duration)> {
        let (text, _) = self.content(&self.folder.join(DOWN[0])).ok()??;
        let (until, rest) = text.expose().split_once(' ')?;
        let (pause, _) = rest.split_once(' ').filter(|(_, noted)| *noted == server)?;
        let until = DateTime::from_timestamp_millis(until.parse().ok()?)?;
        Some((until, Duration::from_secs(pause.parse().ok()?).min(LONGEST_PAUSE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_server_is_asked_ever_less_often() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("tokens"), None);
        let at = |seconds| DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap();
        assert_eq!(store.shared_store_pause("a", at(0)), None);
        let mut now = 0;
        for pause in [10, 20, 40, 60, 60] {
            assert_eq!(store.note_shared_store_down("a", at(now)).as_secs(), pause);
            assert_eq!(store.shared_store_pause("a", at(now)), Some(Duration::from_secs(pause)));
            assert_eq!(store.shared_store_pause("b", at(now)), None);
            // Under a clock that was set back, it is asked.
            assert_eq!(store.shared_store_pause("a", at(now - 100)), None);
            now += pause.cast_signed();
            assert_eq!(store.shared_store_pause("a", at(now)), None);
        }
        store.note_shared_store_up();
        assert_eq!(store.note_shared_store_down("a", at(now)).as_secs(), 10);
    }
}
