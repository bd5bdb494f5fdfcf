#include "agreement/stored_json.h"

#include <charconv>

namespace driehoek::agreement {
namespace {

void AppendUtf8(std::uint32_t point, std::string& out) {
  const auto add = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xc0 | point >> 6);
    add(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    add(0xe0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3f));
    add(0x80 | (point & 0x3f));
  } else {
    add(0xf0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3f));
    add(0x80 | (point >> 6 & 0x3f));
    add(0x80 | (point & 0x3f));
  }
}

// What a letter after a backslash stands for; 0 for none of these.
char Unescaped(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

}  // namespace

void StoredJson::SkipSpace() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
    ++at_;
  }
}

bool StoredJson::Take(char wanted) {
  SkipSpace();
  if (at_ >= text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool StoredJson::AtEnd() {
  SkipSpace();
  return at_ == text_.size();
}

bool StoredJson::List(absl::FunctionRef<bool()> item) {
  if (!Take('[')) return false;
  if (Take(']')) return true;
  do {
    if (!item()) return false;
  } while (Take(','));
  return Take(']');
}

bool StoredJson::Object(std::initializer_list<Member> members) {
  if (!Take('{')) return false;
  std::uint32_t seen = 0;
  std::string key;
  for (std::size_t count = 0; count < members.size(); ++count) {
    if (count > 0 && !Take(',')) return false;
    if (!Text(key) || !Take(':')) return false;
    std::uint32_t mark = 1;
    const Member* member = members.begin();
    while (member != members.end() && member->key != key) {
      ++member;
      mark <<= 1;
    }
    if (member == members.end() || (seen & mark) != 0 || !member->read()) return false;
    seen |= mark;
  }
  return Take('}');
}

bool StoredJson::Text(std::string& value) {
  value.clear();
  if (!Take('"')) return false;
  for (;;) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') ++at_;
    if (at_ == text_.size()) return false;
    value.append(text_.data() + begin, at_ - begin);
    if (text_[at_++] == '"') return true;
    if (!Escape(value)) return false;
  }
}

bool StoredJson::Escape(std::string& value) {
  if (at_ >= text_.size()) return false;
  const char letter = text_[at_++];
  if (letter != 'u') {
    const char plain = Unescaped(letter);
    if (plain != 0) value.push_back(plain);
    return plain != 0;
  }
  std::uint32_t point = 0;
  if (!CodeUnit(point)) return false;
  if (point >= 0xd800 && point < 0xdc00) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!CodeUnit(low) || low < 0xdc00 || low > 0xdfff) return false;
    point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
  } else if (point >= 0xdc00 && point < 0xe000) {
    return false;
  }
  AppendUtf8(point, value);
  return true;
}

bool StoredJson::CodeUnit(std::uint32_t& value) {
  constexpr std::size_t kDigits = 4;
  if (text_.size() - at_ < kDigits) return false;
  const char* const begin = text_.data() + at_;
  const auto [end, error] = std::from_chars(begin, begin + kDigits, value, 16);
  at_ += kDigits;
  return error == std::errc() && end == begin + kDigits;
}

bool StoredJson::Integer(std::int64_t& value) {
  SkipSpace();
  const char* const begin = text_.data() + at_;
  const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
  at_ += static_cast<std::size_t>(end - begin);
  return error == std::errc() && end != begin;
}

}  // namespace driehoek::agreement
