//! The file system of a directory, and its free space.

use std::path::Path;

/// The properties of a file system that matter to a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// `ext4`, `nfs` …, or the kernel's number if the name is not known here.
    pub kind: String,
    /// Whether the files are on another machine, whose server implements locks and renames.
    pub remote: bool,
    /// Bytes available to an ordinary user.
    pub free: u64,
}

/// Names of common file systems, and whether they are remote, by the numbers in `linux/magic.h` and, for file
/// systems outside the kernel tree, statfs(2).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn known(number: u32) -> (&'static str, bool) {
    match number {
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
        0xca45_1a4e => ("bcachefs", false),
        0xf2f5_2010 => ("f2fs", false),
        0xff53_4d42 => ("cifs", true),
        _ => ("", false),
    }
}

/// Local file systems whose timestamps and inode numbers are always up to date.
const LOCAL: [&str; 11] =
    ["apfs", "bcachefs", "btrfs", "ext", "f2fs", "hfs", "overlayfs", "tmpfs", "ufs", "xfs", "zfs"];

/// Reports whether `path`, or its nearest existing ancestor, is on a file system that only this machine
/// changes. On any other, the status of a file may be out of date.
pub fn is_local(path: &Path) -> bool {
    of(path).is_some_and(|disk| LOCAL.contains(&&*disk.kind))
}

/// The file system of `folder` or its nearest existing ancestor.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn of(folder: &Path) -> Option<Disk> {
    let found = nix::sys::statfs::statfs(folder.ancestors().find(|path| path.exists())?).ok()?;
    // The type's width differs between systems, but all the numbers fit in 32 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of 32 bits")]
    let number = found.filesystem_type().0 as u32;
    let block = u64::try_from(found.block_size()).unwrap_or(0);
    let (name, remote) = known(number);
    let kind = if name.is_empty() { format!("0x{number:x}") } else { name.to_owned() };
    Some(Disk { kind, remote, free: block.saturating_mul(found.blocks_available()) })
}

#[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
pub fn of(folder: &Path) -> Option<Disk> {
    let found = nix::sys::statfs::statfs(folder.ancestors().find(|path| path.exists())?).ok()?;
    #[cfg(target_vendor = "apple")]
    let remote = !found.flags().contains(nix::mount::MntFlags::MNT_LOCAL);
    // nix does not know the flag there.
    #[cfg(target_os = "freebsd")]
    let remote = matches!(found.filesystem_type_name(), "nfs" | "smbfs" | "fusefs");
    // FreeBSD counts below zero what only root may use.
    let blocks = u64::try_from(found.blocks_available()).unwrap_or(0);
    let free = u64::from(found.block_size()).saturating_mul(blocks);
    Some(Disk { kind: found.filesystem_type_name().to_owned(), remote, free })
}

/// Not implemented on other systems.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple", target_os = "freebsd")))]
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
