//! What lies in this process's memory: closed to other processes, and wiped as soon as it is freed.
//!
//! `Secret` wipes what it holds, but the parser, the JSON reader, the HTTP client and TLS make copies
//! of their own. So everything is wiped: it is the only rule that no library can forget.

use std::alloc::{GlobalAlloc, Layout, System};

use arena::ARENA;
pub use dumps::{close, hand_over, is_closed};
use zeroize::optimization_barrier;

mod arena;
mod dumps;

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
