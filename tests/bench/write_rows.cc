#include "bench/write_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace driehoek::bench {
namespace {

constexpr storage::Migration kNote[] = {{1, "note",
                                         "CREATE TABLE IF NOT EXISTS note (tenant_id @text NOT "
                                         "NULL, id @uuid NOT NULL, body @text NOT NULL, "
                                         "CONSTRAINT note_pk PRIMARY KEY (tenant_id, id));"}};

}  // namespace

WriteRows RowsOf(int caller, int turn) {
  static const std::string text(1000, 't');
  static const std::string hash(32, 'h');
  static const std::string answer(2000, 'a');
  static const std::string payload(200, 'p');
  WriteRows rows{.id = absl::StrFormat("0190%04x-%04x-7000-8000-%012x", turn >> 16 & 0xffff,
                                       turn & 0xffff, caller),
                 .name = {},
                 .request_id = absl::StrFormat("%08x-0000-4000-8000-%012x", turn, caller),
                 .text = text,
                 .body_hash = hash,
                 .answer = answer,
                 .payload = payload};
  rows.name = absl::StrCat("institutions/demo/notes/", rows.id);
  return rows;
}

absl::Span<const storage::Migration> NoteMigrations() { return kNote; }

}  // namespace driehoek::bench
