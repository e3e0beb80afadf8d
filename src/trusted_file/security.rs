//! The calls of Windows for owners and access control lists, as text in and out. Nothing else here decides anything.

use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::os::windows::ffi::OsStrExt;
use std::os::windows::fs::OpenOptionsExt;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::path::{Component, Path, Prefix};
use std::ptr::{null, null_mut};
use std::sync::OnceLock;

use windows_sys::Win32::Foundation::{GENERIC_WRITE, HANDLE, INVALID_HANDLE_VALUE, LocalFree};
use windows_sys::Win32::Security::Authorization::{
    ConvertSecurityDescriptorToStringSecurityDescriptorW, ConvertSidToStringSidW,
    ConvertStringSecurityDescriptorToSecurityDescriptorW, GetSecurityInfo, SDDL_REVISION_1, SE_FILE_OBJECT,
    SetNamedSecurityInfoW,
};
use windows_sys::Win32::Security::{
    DACL_SECURITY_INFORMATION, GetSecurityDescriptorDacl, GetTokenInformation, OWNER_SECURITY_INFORMATION,
    PROTECTED_DACL_SECURITY_INFORMATION, SECURITY_ATTRIBUTES, TOKEN_QUERY, TOKEN_USER, TokenUser,
};
use windows_sys::Win32::Storage::FileSystem::{
    CREATE_NEW, CreateDirectoryW, CreateFileW, FILE_ATTRIBUTE_NORMAL, FILE_FLAG_BACKUP_SEMANTICS,
    FILE_FLAG_OPEN_REPARSE_POINT, FILE_SHARE_DELETE, FILE_SHARE_READ, FILE_SHARE_WRITE, READ_CONTROL,
};
use windows_sys::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};

/// Memory that Windows has allocated, and that it frees again.
struct Local(*mut c_void);

impl Drop for Local {
    #[expect(unsafe_code, reason = "windows-sys has no safe functions")]
    fn drop(&mut self) {
        // SAFETY: Windows has allocated it, and nothing uses it after this.
        unsafe { LocalFree(self.0) };
    }
}

/// The owner and the access control list of the file, directory or symbolic link at `path`.
pub(super) fn descriptor(path: &Path) -> io::Result<String> {
    // The flags open directories, and links themselves.
    let flags = FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT;
    descriptor_of(&File::options().access_mode(READ_CONTROL).custom_flags(flags).open(path)?)
}

/// The owner and the access control list of an open file or directory.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
pub(super) fn descriptor_of(file: &File) -> io::Result<String> {
    let parts = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    let (mut found, mut text) = (null_mut(), null_mut());
    // SAFETY: the handle is open, and all other pointers are null or valid for writing.
    let status = unsafe {
        let (handle, unused) = (file.as_raw_handle(), null_mut());
        GetSecurityInfo(
            handle,
            SE_FILE_OBJECT,
            parts,
            unused,
            null_mut(),
            null_mut(),
            null_mut(),
            &raw mut found,
        )
    };
    if status != 0 {
        return Err(io::Error::from_raw_os_error(status.cast_signed()));
    }
    let found = Local(found);
    // SAFETY: the descriptor is valid, and the pointer to the text is valid for writing.
    let done = unsafe {
        let (revision, length) = (SDDL_REVISION_1, null_mut());
        ConvertSecurityDescriptorToStringSecurityDescriptorW(found.0, revision, parts, &raw mut text, length)
    };
    taken(done, text)
}

/// The SID of the user that this process runs as.
pub(super) fn user() -> &'static str {
    static USER: OnceLock<String> = OnceLock::new();
    // Without it, nothing belongs to the user, so nothing is trusted that is not the system's.
    USER.get_or_init(|| user_of_process().unwrap_or_default())
}

#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
fn user_of_process() -> io::Result<String> {
    // As long as a SID can be, and aligned for the pointer that comes first.
    let mut buffer = [0_u64; 16];
    let (mut token, mut length, mut text): (HANDLE, u32, _) = (null_mut(), 0, null_mut());
    // SAFETY: the handle is the process itself, and the pointer is valid for writing.
    checked(unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut token) })?;
    // SAFETY: Windows has just opened it, and nothing else closes it.
    let token = unsafe { OwnedHandle::from_raw_handle(token) };
    let place = buffer.as_mut_ptr().cast::<c_void>();
    // SAFETY: the buffer is valid for writing and its size is given.
    checked(unsafe {
        let size = size_of_val(&buffer) as u32;
        GetTokenInformation(token.as_raw_handle(), TokenUser, place, size, &raw mut length)
    })?;
    // SAFETY: Windows has written a `TOKEN_USER`, whose SID is in the same buffer.
    taken(unsafe { ConvertSidToStringSidW((*place.cast::<TOKEN_USER>()).User.Sid, &raw mut text) }, text)
}

/// Creates a directory with this access control list.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
pub(super) fn create_folder(path: &Path, list: &str) -> io::Result<()> {
    let (name, list) = (long_name(path)?, parse(list)?);
    let attributes = attributes(&list);
    // SAFETY: the name ends with NUL, and the attributes contain a valid descriptor.
    checked(unsafe { CreateDirectoryW(name.as_ptr(), &raw const attributes) })
}

/// Creates a file that must not exist yet with this access control list, and opens it for writing.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
pub(super) fn create_file(path: &Path, list: &str) -> io::Result<File> {
    let (name, list) = (long_name(path)?, parse(list)?);
    let attributes = attributes(&list);
    let share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    let flags = FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT;
    let wanted = GENERIC_WRITE | READ_CONTROL;
    // SAFETY: the name ends with NUL, and the attributes contain a valid descriptor.
    let handle = unsafe {
        CreateFileW(name.as_ptr(), wanted, share, &raw const attributes, CREATE_NEW, flags, null_mut())
    };
    if handle == INVALID_HANDLE_VALUE {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: Windows has just opened it, and nothing else closes it.
    Ok(unsafe { File::from_raw_handle(handle) })
}

/// Replaces the access control list of a directory, and what is inherited from it.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
pub(super) fn set_list(path: &Path, list: &str) -> io::Result<()> {
    let (name, list) = (long_name(path)?, parse(list)?);
    let (mut entries, mut is_present, mut is_default) = (null_mut(), 0, 0);
    // SAFETY: the descriptor is valid, and all other pointers are valid for writing.
    checked(unsafe {
        GetSecurityDescriptorDacl(list.0, &raw mut is_present, &raw mut entries, &raw mut is_default)
    })?;
    let parts = DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
    // SAFETY: the name ends with NUL, and the list is valid as long as its descriptor.
    let status = unsafe {
        SetNamedSecurityInfoW(name.as_ptr(), SE_FILE_OBJECT, parts, null_mut(), null_mut(), entries, null())
    };
    if status == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(status.cast_signed())) }
}

/// Parses a descriptor.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
fn parse(list: &str) -> io::Result<Local> {
    let text: Vec<u16> = list.encode_utf16().chain([0]).collect();
    let mut parsed = null_mut();
    // SAFETY: the text ends with NUL, and the pointer is valid for writing.
    let done = unsafe {
        let (text, revision) = (text.as_ptr(), SDDL_REVISION_1);
        ConvertStringSecurityDescriptorToSecurityDescriptorW(text, revision, &raw mut parsed, null_mut())
    };
    checked(done).map(|()| Local(parsed))
}

fn attributes(list: &Local) -> SECURITY_ATTRIBUTES {
    SECURITY_ATTRIBUTES {
        nLength: size_of::<SECURITY_ATTRIBUTES>() as u32,
        lpSecurityDescriptor: list.0,
        bInheritHandle: 0,
    }
}

/// The path in the form that may be longer than 260 characters, as UTF-16 with NUL.
fn long_name(path: &Path) -> io::Result<Vec<u16>> {
    let path = std::path::absolute(path)?;
    let name: Vec<u16> = path.as_os_str().encode_wide().collect();
    let prefix = match path.components().next() {
        Some(Component::Prefix(prefix)) => Some(prefix.kind()),
        _ => None,
    };
    let (start, rest) = match prefix {
        Some(Prefix::Disk(_)) => (r"\\?\", &name[..]),
        // `\\server\share`
        Some(Prefix::UNC(..)) => (r"\\?\UNC", &name[1..]),
        _ => ("", &name[..]),
    };
    if name.contains(&0) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    Ok(start.encode_utf16().chain(rest.iter().copied()).chain([0]).collect())
}

fn checked(done: i32) -> io::Result<()> {
    if done == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// The text that a call has allocated, if it is `done`.
#[expect(unsafe_code, reason = "windows-sys has no safe functions")]
fn taken(done: i32, text: *mut u16) -> io::Result<String> {
    checked(done)?;
    let text = Local(text.cast());
    let start = text.0.cast::<u16>();
    // SAFETY: Windows has written a text that ends with NUL.
    let letters = unsafe {
        let length = (0..).take_while(|at| *start.add(*at) != 0).count();
        std::slice::from_raw_parts(start, length)
    };
    Ok(String::from_utf16_lossy(letters))
}
