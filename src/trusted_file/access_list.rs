//! Access control lists of Windows: who may read or change a file or directory.
//!
//! A list is read as text in the security descriptor definition language ([MS-DTYP] 2.5.1), which is the same on every
//! Windows, in every language. Whatever it cannot express here counts as access: entries that deny something and
//! conditions are ignored.

/// The rights that let somebody read a file: FILE_READ_DATA, GENERIC_READ, GENERIC_ALL, and those to take any right.
const READ: u32 = 0x1 | 0x8000_0000 | TAKE;
/// The rights that let somebody change a file, or what is in a directory: FILE_WRITE_DATA, FILE_APPEND_DATA,
/// FILE_DELETE_CHILD, DELETE, GENERIC_WRITE.
const CHANGE: u32 = ADD | DELETE_CHILD | DELETE | TAKE;
/// The rights that let somebody remove or rename a directory, or anything in it.
const REPLACE: u32 = DELETE_CHILD | DELETE | TAKE;
/// The rights that let somebody put something new into a directory.
const ADD: u32 = 0x2 | 0x4 | 0x4000_0000;
const DELETE_CHILD: u32 = 0x40;
const DELETE: u32 = 0x1_0000;
/// WRITE_DAC, WRITE_OWNER, GENERIC_ALL.
const TAKE: u32 = 0x4_0000 | 0x8_0000 | 0x1000_0000;

/// The rights that have names for files, and their bits.
const NAMES: [(&str, u32); 21] = [
    ("FA", 0x001f_01ff),
    ("FR", 0x0012_0089),
    ("FW", 0x0012_0116),
    ("FX", 0x0012_00a0),
    ("GA", 0x1000_0000),
    ("GX", 0x2000_0000),
    ("GW", 0x4000_0000),
    ("GR", 0x8000_0000),
    ("CC", 0x1),
    ("DC", 0x2),
    ("LC", 0x4),
    ("SW", 0x8),
    ("RP", 0x10),
    ("WP", 0x20),
    ("DT", 0x40),
    ("LO", 0x80),
    ("CR", 0x100),
    ("SD", 0x1_0000),
    ("RC", 0x2_0000),
    ("WD", 0x4_0000),
    ("WO", 0x8_0000),
];

/// Abbreviations of accounts that a program may run as, which stand in place of their SIDs.
const SHORT: [(&str, &str); 4] =
    [("SY", "S-1-5-18"), ("LS", "S-1-5-19"), ("NS", "S-1-5-20"), ("BA", "S-1-5-32-544")];

/// Windows itself, the administrators (local ones, and those of the domain), and the installer of Windows. Like root,
/// they have access to everything anyway.
const SYSTEM: [&str; 5] = [
    "S-1-5-18",
    "S-1-5-32-544",
    "LA",
    "DA",
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
];

/// The owner, the creator and its group, and all apps in containers. An app has no more rights than its user, and the
/// owner is checked itself.
const HARMLESS: [&str; 6] = ["OW", "S-1-3-4", "CO", "CG", "AC", "S-1-15-2-2"];

/// Groups that others are in, by the names that Windows has for them in English.
const GROUPS: [(&str, &str); 5] = [
    ("WD", "Everyone"),
    ("AU", "Authenticated Users"),
    ("BU", "Users"),
    ("IU", "INTERACTIVE"),
    ("BG", "Guests"),
];

/// The owner and the access control list of a file or directory.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AccessList {
    owner: String,
    /// The rights that are granted, and to whom. `None` if there is no list: then everybody has all rights.
    granted: Option<Vec<(u32, String)>>,
}

/// How somebody else can use a file or directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    Change,
    /// Remove it or rename it, or what is in it.
    Replace,
    /// Remove or rename what is in it: nobody can do that to the root of a drive itself.
    ReplaceInRoot,
    /// Put something new into it.
    Add,
}

impl Use {
    fn rights(self) -> u32 {
        match self {
            Self::Read => READ,
            Self::Change => CHANGE,
            Self::Replace => REPLACE,
            Self::ReplaceInRoot => REPLACE & !DELETE,
            Self::Add => ADD,
        }
    }
}

impl AccessList {
    /// Parses a descriptor such as `O:S-1-5-21-1-2-3-1001D:P(A;OICI;FA;;;SY)(A;;FR;;;WD)`. `None` if it is damaged.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix("O:")?;
        let Some(at) = text.find("D:") else {
            return Some(Self { owner: full(text), granted: None });
        };
        let (owner, list) = (full(&text[..at]), &text[at + 2..]);
        let start = list.find('(').unwrap_or(list.len());
        if list[..start].contains("NO_ACCESS_CONTROL") {
            return Some(Self { owner, granted: None });
        }
        let granted = entries(&list[start..])?.into_iter().map(granted).collect::<Option<Vec<_>>>()?;
        Some(Self { owner, granted: Some(granted.into_iter().flatten().collect()) })
    }

    /// Its owner, if that is neither `user` nor the system.
    pub(super) fn foreign_owner(&self, user: &str) -> Option<&str> {
        Some(&*self.owner).filter(|owner| *owner != full(user) && !SYSTEM.contains(owner))
    }

    /// Reports whether the owner is `user`.
    pub(super) fn is_of(&self, user: &str) -> bool {
        self.owner == full(user)
    }

    /// The first account other than `user` and the system that can use it in this way, as people call it.
    pub(super) fn who_else(&self, user: &str, way: Use) -> Option<String> {
        let Some(granted) = &self.granted else { return Some(GROUPS[0].1.to_owned()) };
        let user = full(user);
        let is_other = |(rights, account): &&(u32, String)| {
            rights & way.rights() != 0
                && *account != user
                && !SYSTEM.contains(&&**account)
                && !HARMLESS.contains(&&**account)
                // Apps in containers.
                && !account.starts_with("S-1-15-")
        };
        let (_, account) = granted.iter().find(is_other)?;
        let name = GROUPS.iter().find(|(short, _)| short == account).map_or(&**account, |(_, name)| name);
        Some(name.to_owned())
    }
}

/// The SID of an account that has an abbreviation, if a program may run as it.
fn full(account: &str) -> String {
    SHORT.iter().find(|(short, _)| *short == account).map_or(account, |(_, sid)| sid).to_owned()
}

/// The texts of all entries. An entry may contain a condition, with parentheses and with quoted texts. `None` if anything
/// but an audit list follows: what cannot be read may grant access.
fn entries(mut text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    while let Some(rest) = text.strip_prefix('(') {
        let (mut depth, mut is_quoted) = (1, false);
        let end = rest.find(|letter| {
            is_quoted ^= letter == '"';
            if !is_quoted {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
            }
            depth == 0
        })?;
        found.push(&rest[..end]);
        text = &rest[end + 1..];
    }
    (text.is_empty() || text.starts_with("S:")).then_some(found)
}

/// The rights that an entry grants on the object itself, and to whom: `Some(None)` if none, `None` if it is damaged.
fn granted(entry: &str) -> Option<Option<(u32, String)>> {
    let mut fields = entry.splitn(7, ';');
    let [kind, flags, rights, _, _, account] = std::array::from_fn(|_| fields.next());
    let (kind, flags, account) = (kind?, flags?, account?);
    let is_allowed = ["A", "OA", "XA", "ZA"].contains(&kind);
    // Only for what is created in the directory.
    let is_inherited_only = flags.as_bytes().chunks(2).any(|flag| flag == b"IO");
    if !is_allowed || is_inherited_only {
        return Some(None);
    }
    Some(Some((bits(rights?)?, full(account))))
}

/// The bits of rights, which are a number or names. A name that is not known stands for all rights.
fn bits(text: &str) -> Option<u32> {
    if let Some(number) = text.strip_prefix("0x") {
        return u32::from_str_radix(number, 16).ok();
    }
    let name_of = |name: &[u8]| NAMES.iter().find(|(known, _)| known.as_bytes() == name);
    let names = text.as_bytes().chunks(2);
    Some(names.map(|name| name_of(name).map_or(u32::MAX, |(_, bits)| *bits)).fold(0, |all, bits| all | bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: &str = "S-1-5-21-1-2-3-1001";

    fn list(text: &str) -> AccessList {
        AccessList::parse(text).unwrap_or_else(|| panic!("{text} cannot be parsed"))
    }

    fn who(entries: &str, way: Use) -> Option<String> {
        list(&format!("O:{ME}D:{entries}")).who_else(ME, way)
    }

    #[test]
    fn only_the_user_and_the_system_have_access_to_a_profile() {
        let private = format!("PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIID;0x1f01ff;;;{ME})(A;;FA;;;AC)");
        for way in [Use::Read, Use::Change, Use::Replace, Use::Add] {
            assert_eq!(who(&private, way), None, "{way:?}");
        }
    }

    #[test]
    fn others_are_found_by_their_rights() {
        for (entries, way, expected) in [
            ("(A;;FR;;;WD)", Use::Read, Some("Everyone")),
            ("(A;;FR;;;WD)", Use::Change, None),
            ("(A;ID;0x1200a9;;;BU)", Use::Read, Some("Users")),
            ("(A;;0x1301bf;;;AU)", Use::Change, Some("Authenticated Users")),
            ("(A;;0x1301bf;;;AU)", Use::Replace, Some("Authenticated Users")),
            ("(A;;0x1301bf;;;AU)", Use::Add, Some("Authenticated Users")),
            // As on the system drive: anybody may create directories there, but not remove those of others.
            ("(A;OICIIO;SDGXGWGR;;;AU)(A;;LC;;;AU)", Use::Replace, None),
            ("(A;OICIIO;SDGXGWGR;;;AU)(A;;LC;;;AU)", Use::Add, Some("Authenticated Users")),
            ("(A;;WD;;;S-1-5-21-1-2-3-1002)", Use::Read, Some("S-1-5-21-1-2-3-1002")),
            ("(A;;RC;;;WD)(A;;FX;;;WD)", Use::Read, None),
            ("(A;;SD;;;WD)", Use::ReplaceInRoot, None),
            // Denials and conditions take nothing away here.
            ("(D;;FA;;;WD)(A;;FR;;;WD)", Use::Read, Some("Everyone")),
            ("(XA;;FR;;;WD;(@User.Title==\"a)\" && (1)))(A;;FW;;;BG)", Use::Change, Some("Guests")),
            ("(A;;ZZ;;;WD)", Use::Change, Some("Everyone")),
            ("(D;;FA;;;WD)", Use::Read, None),
            ("", Use::Read, None),
            ("NO_ACCESS_CONTROL", Use::Read, Some("Everyone")),
            ("PNO_ACCESS_CONTROL", Use::Add, Some("Everyone")),
        ] {
            assert_eq!(who(entries, way).as_deref(), expected, "{entries} {way:?}");
        }
    }

    #[test]
    fn owner_is_the_user_the_system_or_another() {
        assert!(list(&format!("O:{ME}D:")).is_of(ME));
        for (owner, foreign) in
            [("BA", false), ("SY", false), ("DA", false), ("DU", true), ("S-1-5-21-1-2-3-1002", true)]
        {
            let list = list(&format!("O:{owner}D:P(A;;FA;;;SY)"));
            assert_eq!((list.is_of(ME), list.foreign_owner(ME).is_some()), (false, foreign), "{owner}");
        }
        // A service, whose account has an abbreviation.
        assert!(list("O:NSD:(A;;FA;;;NS)").is_of("S-1-5-20"));
        assert_eq!(list("O:NSD:(A;;FA;;;NS)").who_else("S-1-5-20", Use::Read), None);
        // A name that ends in the letter of the next part.
        assert_eq!(list("O:DDD:(A;;FA;;;SY)").foreign_owner(ME), Some("DD"));
    }

    #[test]
    fn descriptor_without_a_list_is_open_and_a_damaged_one_is_none() {
        assert_eq!(list(&format!("O:{ME}")).who_else(ME, Use::Read).as_deref(), Some("Everyone"));
        for damaged in [
            "",
            "D:(A;;FA;;;SY)",
            "O:BAD:(A;;FA;;;SY",
            "O:BAD:(A;;FA)",
            "O:BAD:(A;;0xzz;;;WD)",
            "O:BAD:(A;;FA;;;SY))(A;;FA;;;WD)",
        ] {
            assert_eq!(AccessList::parse(damaged), None, "{damaged}");
        }
    }
}
