window.YTD.direct_messages.part0 = [
 {
  "dmConversation": {
   "conversationId": "11-22",
   "messages": [
    {
     "messageCreate": {
      "\udc00a": "conversationId"
     }
    },
    {
     "messageCreate": {
      "id": "1",
      "senderId": "22",
      "text": "two",
      "createdAt": "99999-01-01T00:00:00.000Z"
     }
    }
   ]
  }
 }
]