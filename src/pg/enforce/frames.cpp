// frames.cpp: the commands that are running, innermost last, and what was seen during each.
// Memory: two arrays in TopMemoryContext: a command may commit inside and must find its frame again.
// Errors: lack of memory only.

#include "pg/enforce/enforce.hpp"

namespace conventions::pg {
namespace {

List<Frame> frames = {};
List<Note> notes = {};

}  // namespace

Frame* push_frame() {
    MemoryContext const outer = MemoryContextSwitchTo(TopMemoryContext);
    Frame& made = frames.add();
    made.first_note = notes.count;
    MemoryContextSwitchTo(outer);
    return &made;
}

Frame* top_frame() { return frames.count == 0 ? nullptr : &frames.items[frames.count - 1]; }

bool is_outermost(const Frame& frame) { return &frame == frames.items; }

void pop_frame() {
    if (frames.count == 0) return;
    notes.count = frames.items[frames.count - 1].first_note;
    --frames.count;
}

bool any_frame() { return frames.count > 0; }

void drop_stale_frames() {
    if (frames.count > 0 && frames.items[0].statement_start != GetCurrentStatementStartTimestamp())
        drop_frames_from_level(-1);
}

void drop_frames_from_level(int nest_level) {
    while (frames.count > 0 && frames.items[frames.count - 1].nest_level >= nest_level) pop_frame();
}

void note(const Note& seen) {
    Frame const* const frame = top_frame();
    // The hook often tells the same object several times in a row.
    if (notes.count > frame->first_note) {
        const Note& last = notes.items[notes.count - 1];
        if (last.oid == seen.oid && last.class_id == seen.class_id && last.what == seen.what &&
            last.column == seen.column)
            return;
    }
    MemoryContext const outer = MemoryContextSwitchTo(TopMemoryContext);
    notes.add() = seen;
    MemoryContextSwitchTo(outer);
}

std::span<const Note> notes_of(const Frame& frame) {
    return {notes.items + frame.first_note, notes.count - frame.first_note};
}

}  // namespace conventions::pg
