// One connection of the server, and the list that decides which one is dropped when all places are
// taken. Included by server.cc and connection.cc only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <map>

#include "http/server.h"

namespace driehoek::lti {

class Connection;

// Connections that wait for their client (idle or half sent), longest first. Used on the waiting
// thread only.
class WaitingList {
 public:
  using Ticket = std::uint64_t;
  Ticket Add(Connection* connection);
  void Remove(Ticket ticket) { waiting_.erase(ticket); }
  // Closes the one that has waited longest; false when none waits.
  bool DropLongest();
  void DropAll();

 private:
  std::map<Ticket, Connection*> waiting_;
  Ticket next_ = 0;
};

// What all connections share. Outlives them.
struct ConnectionParts {
  const ServerOptions& options;
  const Server::Answer& answer;
  const RequestLog& log;
  boost::asio::thread_pool& workers;
  WaitingList& waiting;
  const bool& draining;  // read on the waiting thread only
};

// Reads requests one after another and answers them. Lives on the waiting thread.
class Connection {
 public:
  Connection(boost::asio::ip::tcp::socket socket, const ConnectionParts& parts);
  // Ends when the connection does.
  boost::asio::awaitable<void> Serve();
  void Close();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class Next { kGoOn, kClose };

  boost::asio::awaitable<bool> WaitForFirstByte();
  boost::asio::awaitable<Next> ServeOne();
  // The status to refuse with, or 0 when the whole request was read; -1 when the client went away.
  boost::asio::awaitable<int> ReadRequest(Parser& parser);
  boost::asio::awaitable<bool> Write(const Response& response, bool head_only, bool keep_alive);
  boost::asio::awaitable<void> Refuse(int status);
  boost::asio::awaitable<Response> RunHandler(const Request& request);
  Request ToRequest(Parser& parser) const;

  const ConnectionParts& parts_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::string peer_;
};

}  // namespace driehoek::lti
