window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": [
      {
        "conversationId": "900",
        "messages": {}
      }
    ]
  }
]