// One connection of the server: bytes in, requests out, answers in, bytes out. Included by
// server.cc and connection.cc only.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <list>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "http/server.h"

namespace driehoek::lti {

class Connection;

// What a connection needs of the server around it. Everything happens on the waiting thread.
class ConnectionHost {
 public:
  virtual ~ConnectionHost() = default;
  virtual const ServerOptions& options() const = 0;
  virtual bool draining() const = 0;
  // A whole request was read; Answer() of the connection is called when its answer is there.
  virtual void Handle(Connection& connection) = 0;
  // The connection now waits for its client (idle, a request half sent, an answer half taken), or
  // does so no more.
  virtual void BeginWaiting(Connection& connection) = 0;
  virtual void EndWaiting(Connection& connection) = 0;
  // A deadline was set that may be earlier than all before.
  virtual void Expect(absl::Time deadline) = 0;
  virtual void Log(const Request& request, const Response& response, absl::Duration took) = 0;
};

// Reads requests one after another. Sockets are watched edge-triggered: what an event said is
// remembered until reading or writing has used it up, so no call is made in vain.
class Connection {
 public:
  Connection(int socket, std::string peer, std::uint64_t id, ConnectionHost& host);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The client sends no more: after what it has sent comes the end, of which no event tells again.
  void NoteEnd() { readable_ = ended_ = true; }
  // The socket can be read or written to; goes on as far as it can.
  void OnEvent(bool readable, bool writable);
  // The answer to what was handed to Handle().
  void Answer(const Response& response);
  // Gives up what waits longer than it may.
  void OnTime(absl::Time now);
  void Close() { state_ = State::kClosed; }

  bool closed() const { return state_ == State::kClosed; }
  bool answering() const { return state_ == State::kWriting; }
  absl::Time deadline() const { return deadline_; }
  const Request& request() const { return request_; }
  std::uint64_t id() const { return id_; }
  int socket() const { return socket_; }

  // Where it stands among those that wait; kept by the host.
  std::optional<std::list<Connection*>::iterator> place;

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class State { kIdle, kReading, kHandling, kWriting, kDiscarding, kClosed };
  enum class Read { kSome, kNothing, kEnd };

  Read Receive();
  void Advance();
  void ReadOn();
  void Begin();
  // Feeds what was received to the parser. False when it needs more.
  bool Parse();
  int StatusOfHeader() const;
  void ToRequest();
  void Refuse(int status);
  void Send(const Response& response, bool head_only);
  void Flush();
  void Written();
  void Discard();
  void SetDeadline(absl::Duration time);

  const int socket_;
  const std::string peer_;
  const std::uint64_t id_;
  ConnectionHost& host_;
  State state_ = State::kIdle;
  bool readable_ = false;
  bool ended_ = false;
  bool writable_ = true;
  bool keep_ = true;      // the connection outlives this answer
  bool refused_ = false;  // what was answered is a refusal to read on
  absl::Time deadline_ = absl::InfiniteFuture();
  absl::Time begun_;  // of the request
  std::string in_;    // received and not parsed yet
  std::optional<Parser> parser_;
  bool header_checked_ = false;
  Request request_;
  std::string out_;
  std::size_t sent_ = 0;
  std::size_t discarded_ = 0;
};

}  // namespace driehoek::lti
