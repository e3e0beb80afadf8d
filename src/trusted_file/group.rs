//! Recognizes user private groups. Many systems give each user a group of the same name and a umask of 002.
//! Write permission for such a group gives access to no other user.
//!
//! A group is private if /etc/passwd has it as the primary group of the user and of no other user except
//! root, and /etc/group lists no other members. Users and groups of a directory service, and their
//! memberships, are not in these files. A group is then not provably private and is treated like any other.
//! The files are read only if a group can write.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::user_id;
use crate::fastpath::inputs::Inputs;

/// The longest list of users or groups that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;
/// `admin` on macOS: its members may become root, and Homebrew's directories belong to it.
const ADMIN: u32 = 80;

/// Results of this process by group id.
static KNOWN: Mutex<BTreeMap<u32, bool>> = Mutex::new(BTreeMap::new());

/// Reports whether only the user and root are members of the group.
pub(super) fn is_private(group: u32, inputs: &Inputs) -> bool {
    let look = || {
        let (users, groups) = (read("/etc/passwd", inputs)?, read("/etc/group", inputs)?);
        proves_private(&users, &groups, user_id(), group)
    };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(group).or_insert_with(|| cfg!(target_vendor = "apple") && group == ADMIN || look().is_some())
}

fn read(path: &str, inputs: &Inputs) -> Option<Vec<u8>> {
    let file = File::open(path).ok()?;
    inputs.record_file(Path::new(path), Some(&file.metadata().ok()?));
    let mut text = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut text).ok()?;
    (text.len() as u64 <= LARGEST).then_some(text)
}

/// `Some` if the lists of users and groups prove that `group` is the primary group of `user` and that only
/// `user` and root are in it.
fn proves_private(users: &[u8], groups: &[u8], user: u32, group: u32) -> Option<()> {
    let mut trusted: Vec<&[u8]> = Vec::new();
    let mut is_primary = false;
    for entry in entries(users) {
        let [name, _, id, primary] = entry?;
        let (id, has_it) = (number(id)?, number(primary)? == group);
        if id == user || id == 0 {
            trusted.push(name);
            is_primary |= id == user && has_it;
        } else if has_it {
            return None;
        }
    }
    let mut is_there = false;
    for entry in entries(groups) {
        let [_, _, id, members] = entry?;
        if number(id)? == group {
            is_there = true;
            let mut members = members.split(|byte| *byte == b',').filter(|name| !name.is_empty());
            members.all(|name| trusted.contains(&name)).then_some(())?;
        }
    }
    (is_primary && is_there).then_some(())
}

/// The first four fields of each line that is not empty or a comment. A line that refers to a directory
/// service (`+::::`) has no valid numbers, or too few fields.
fn entries(text: &[u8]) -> impl Iterator<Item = Option<[&[u8]; 4]>> {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty() && !line.starts_with(b"#")).map(|line| {
        let mut fields = line.split(|byte| *byte == b':');
        Some([fields.next()?, fields.next()?, fields.next()?, fields.next()?])
    })
}

fn number(field: &[u8]) -> Option<u32> {
    std::str::from_utf8(field).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USERS: &str = "root:x:0:0:root:/root:/bin/sh\n\
        anna:x:1000:1000:Anna \u{fffd}:/home/anna:/bin/sh\n\
        ben:x:1001:1001::/home/ben:/bin/sh\n\
        cleo:x:1002:100::/home/cleo:/bin/sh\n\
        dora:x:1003:100::/home/dora:/bin/sh\n\
        emil:x:1004:1004::/home/emil:/bin/sh\n";
    const GROUPS: &str = "root:x:0:\n\
        users:x:100:\n\
        staff:x:50:anna\n\
        empty:x:51:\n\
        anna:x:1000:\n\
        ben:x:1001:ben,root\n\
        emil:x:1004:anna\n";

    fn shows(users: &[u8], groups: &[u8], user: u32, group: u32) -> bool {
        proves_private(users, groups, user, group).is_some()
    }

    fn alone(user: u32, group: u32) -> bool {
        shows(USERS.as_bytes(), GROUPS.as_bytes(), user, group)
    }

    #[test]
    fn a_primary_group_without_others_is_the_users_own() {
        assert!(alone(1000, 1000) && alone(1001, 1001) && alone(0, 0));
        // A group whose name is not the user's, as in a container.
        assert!(shows(b"jovyan:x:1000:100::/:/bin/sh", b"users:x:100:", 1000, 100));
    }

    #[test]
    fn a_group_with_others_is_not() {
        // Another user's primary group; the primary group of several users; one with another member.
        assert!(!alone(1000, 1001) && !alone(1002, 100) && !alone(1004, 1004));
        // Not the user's primary group, even if no other member is listed: a program may be setgid to it.
        assert!(!alone(1000, 50) && !alone(1000, 51) && !alone(1000, 0));
    }

    #[test]
    fn without_certainty_it_is_not() {
        // An unknown user, or an unknown group.
        assert!(!alone(2000, 2000) && !alone(1000, 2000));
        assert!(!shows(USERS.as_bytes(), b"", 1000, 1000));
        assert!(!shows(b"", GROUPS.as_bytes(), 1000, 1000));
        // The lists continue elsewhere, or are damaged.
        for more in ["+::::::\n", "+\n", "-eve::::::\n", "eve:x:1x:1000::\n", "eve\n"] {
            assert!(!shows(format!("{USERS}{more}").as_bytes(), GROUPS.as_bytes(), 1000, 1000), "{more}");
        }
        for more in ["+:::\n", "+\n", "x:x\n"] {
            assert!(!shows(USERS.as_bytes(), format!("{GROUPS}{more}").as_bytes(), 1000, 1000), "{more}");
        }
        let twice = format!("{GROUPS}again:x:1000:ben\n");
        assert!(!shows(USERS.as_bytes(), twice.as_bytes(), 1000, 1000));
    }

    #[test]
    fn comments_and_bytes_that_are_no_text_are_passed_over() {
        let users = b"# list\n\nanna:x:1000:1000:\xff:/home/anna:/bin/sh\n";
        assert!(shows(users, b"## groups\nanna:*:1000:anna\n", 1000, 1000));
    }
}
