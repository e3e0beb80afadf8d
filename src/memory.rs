//! What lies in this process's memory: closed to other processes, and wiped as soon as it is freed.
//!
//! `Secret` wipes what it holds, but the parser, the JSON reader, the HTTP client and TLS make copies
//! of their own. So everything is wiped: it is the only rule that no library can forget.

use std::alloc::{GlobalAlloc, Layout, System};

use arena::ARENA;
use zeroize::optimization_barrier;

mod arena;

/// An allocator that wipes what is given back to it: of the arena first, then of the system. `realloc`
/// wipes what it leaves, where the system's would leave the old text.
pub struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

#[expect(unsafe_code, reason = "an allocator is an unsafe trait")]
// SAFETY: a block is of the arena, which hands none out twice, or of the system's allocator, to which every
// call goes as it came; what is written before a block is given back lies within it, and nobody may use it
// any more.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the rules of `alloc`.
        ARENA.take(layout).unwrap_or_else(|| unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // What the arena hands out was never used, or wiped.
        // SAFETY: the caller keeps the rules of `alloc_zeroed`.
        ARENA.take(layout).unwrap_or_else(|| unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller gives back a block of this layout, which is valid until the last line.
        unsafe {
            block.write_bytes(0, layout.size());
            // Without it, writing what nobody reads again would be left out.
            optimization_barrier(&*block);
            if !ARENA.give_back(block, layout.size()) {
                System.dealloc(block, layout);
            }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > layout.size() {
            if ARENA.extend(block, layout.size(), size) {
                return block;
            }
        } else {
            // SAFETY: the caller gives up what is behind `size`, and keeps the rest.
            let ours = unsafe {
                block.add(size).write_bytes(0, layout.size() - size);
                optimization_barrier(&*block);
                ARENA.shorten(block, layout.size(), size)
            };
            if ours {
                return block;
            }
        }
        // SAFETY: the caller keeps the rules of `realloc`, so that `size` makes a layout; the blocks are two.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                new.copy_from_nonoverlapping(block, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

/// Asks the system for what a call needs that is resolved in full, all at once: page by page, as it is first
/// written to, takes a tenth of the call. A system that does not know how goes on page by page.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std has no madvise")]
pub fn expect_much() {
    let (start, size) = ARENA.beginning();
    // SAFETY: the pages are of the arena, and keep what is in them.
    unsafe {
        libc::madvise(start.cast(), size, libc::MADV_POPULATE_WRITE);
    }
}

#[cfg(not(target_os = "linux"))]
pub fn expect_much() {}

/// Keeps other processes of the same user from reading our memory and our environment, and the system
/// from writing them to a file when we crash. A program that we start is as open as ever.
#[cfg(any(target_os = "android", target_os = "linux"))]
#[expect(unsafe_code, reason = "std has no prctl")]
pub fn close() {
    // SAFETY: the call takes numbers alone. Where it is forbidden, the memory is as open as before.
    unsafe {
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
}

/// Whether the system keeps our memory closed; `None` where it cannot be asked.
#[cfg(any(target_os = "android", target_os = "linux"))]
#[expect(unsafe_code, reason = "std has no prctl")]
pub fn is_closed() -> Option<bool> {
    // SAFETY: the call takes numbers alone.
    match unsafe { libc::prctl(libc::PR_GET_DUMPABLE, 0, 0, 0, 0) } {
        -1 => None,
        open => Some(open != 1),
    }
}

#[cfg(not(any(target_os = "android", target_os = "linux")))]
pub fn is_closed() -> Option<bool> {
    None
}

/// Keeps the system from writing our memory to a file when we crash.
#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
pub fn close() {
    limit_dumps(Some(0));
}

/// Undoes [`close`] for a program that takes our place, where that would outlive us.
#[cfg(unix)]
pub fn hand_over() {
    #[cfg(not(any(target_os = "android", target_os = "linux")))]
    limit_dumps(None);
}

/// Sets the size of what is written in a crash, or gives back the size that we were started with.
#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
#[expect(unsafe_code, reason = "std has no limits")]
fn limit_dumps(size: Option<libc::rlim_t>) {
    static FIRST: std::sync::OnceLock<libc::rlim_t> = std::sync::OnceLock::new();
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the structure lives on this stack, and is written before it is read.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_CORE, &mut limit) == 0 {
            let first = *FIRST.get_or_init(|| limit.rlim_cur);
            limit.rlim_cur = size.unwrap_or(first);
            libc::setrlimit(libc::RLIMIT_CORE, &limit);
        }
    }
}

/// Windows closes the memory of a process by who may open it; nothing is written in a crash unless the
/// administrator wishes it.
#[cfg(not(unix))]
pub fn close() {}
