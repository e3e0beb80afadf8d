//! What kind of file system a folder is on, and how much room is left there.

use std::path::Path;

/// A file system as far as it matters to a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// `ext4`, `nfs` …; the number that the kernel gives it where we know no name.
    pub kind: String,
    /// Another machine keeps the files, and its server decides about locks and renaming.
    pub remote: bool,
    /// What an ordinary user may still write, in bytes.
    pub free: u64,
}

/// The names of the common ones, and those that are remote, by the numbers of `linux/magic.h` and, for what lives outside
/// the kernel, of statfs(2).
#[cfg(target_os = "linux")]
fn known(number: u32) -> Option<(&'static str, bool)> {
    Some(match number {
        0x0000_517b | 0xfe53_4d42 => ("smb", true),
        0x0000_6969 => ("nfs", true),
        0x0000_ef53 => ("ext", false),
        0x00c3_6400 => ("ceph", true),
        0x0102_1994 => ("tmpfs", false),
        0x0102_1997 => ("9p", true),
        0x0bd0_0bd0 => ("lustre", true),
        0x2fc1_2fc1 => ("zfs", false),
        0x4750_4653 => ("gpfs", true),
        0x5346_414f => ("afs", true),
        0x5846_5342 => ("xfs", false),
        0x6573_5546 => ("fuse", false),
        0x794c_7630 => ("overlayfs", false),
        0x9123_683e => ("btrfs", false),
        0xff53_4d42 => ("cifs", true),
        _ => return None,
    })
}

/// The file system of `folder`, or of the nearest folder above it that exists; `None` where the system
/// is not asked.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std has no statfs")]
pub fn of(folder: &Path) -> Option<Disk> {
    use std::os::unix::ffi::OsStrExt;
    let existing = folder.ancestors().find(|path| path.exists())?;
    let path = std::ffi::CString::new(existing.as_os_str().as_bytes()).ok()?;
    // SAFETY: the path ends with NUL and the structure is ours; it is read only after a success.
    let found = unsafe {
        let mut found: libc::statfs = std::mem::zeroed();
        (libc::statfs(path.as_ptr(), &mut found) == 0).then_some(found)
    }?;
    // The type's width differs between systems; all the numbers fit 32 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of 32 bits")]
    let number = found.f_type as u32;
    let block = u64::try_from(found.f_bsize).unwrap_or(0);
    let (name, remote) = known(number).unwrap_or_default();
    let kind = if name.is_empty() { format!("0x{number:x}") } else { name.to_owned() };
    Some(Disk { kind, remote, free: block.saturating_mul(found.f_bavail) })
}

/// Other systems are not asked.
#[cfg(not(target_os = "linux"))]
pub fn of(_: &Path) -> Option<Disk> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_own_folder_is_no_unknown_one() {
        let folder = tempfile::tempdir().unwrap();
        let disk = of(&folder.path().join("not/there/yet")).unwrap();
        assert_eq!(Some(disk.kind), of(folder.path()).map(|disk| disk.kind));
    }
}
