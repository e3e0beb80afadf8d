//! The allocator: every block is wiped when it is freed.
//!
//! This is the promise that no secret stays behind in freed memory. The parser, the JSON reader, the HTTP client and
//! TLS make copies of their own, and no library can forget this rule. So no type wipes by itself, and buffers that
//! secrets pass through are on the heap.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;

mod dumps;

pub use dumps::{close, hand_over, is_closed};

use crate::fastpath::arena;

struct Wiping;

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

#[expect(unsafe_code, reason = "an allocator is an unsafe trait")]
// SAFETY: a block is of the arena, which hands out no byte twice, or of the system's allocator, which gets every call
// as it came.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the rules of `alloc`.
        arena::take(layout).unwrap_or_else(|| unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the rules of `alloc_zeroed`; a block of the arena is zeros.
        arena::take(layout).unwrap_or_else(|| unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is of this layout, and nobody else uses it.
        unsafe {
            block.write_bytes(0, layout.size());
            // Without it the compiler leaves out a write that nobody reads.
            black_box(block);
            if !arena::give_back(block, layout.size()) {
                System.dealloc(block, layout);
            }
        }
    }

    // The system's would leave the old text behind.
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the block is of this layout, `size` makes another one, and two blocks do not overlap.
        unsafe {
            if size < layout.size() {
                block.add(size).write_bytes(0, layout.size() - size);
                black_box(block);
            }
            if arena::resize(block, layout.size(), size) {
                return block;
            }
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                new.copy_from_nonoverlapping(block, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

/// Prefaults what a call takes that is resolved in full: page by page, the faults are a tenth of a fetch. A system that
/// does not know how goes on page by page.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std has no madvise")]
pub fn prefault() {
    for (start, size) in arena::typical() {
        // SAFETY: the pages are of the arena, and keep what is in them.
        unsafe { libc::madvise(start.cast(), size, libc::MADV_POPULATE_WRITE) };
    }
}

#[cfg(not(target_os = "linux"))]
pub fn prefault() {}
