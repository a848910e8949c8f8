[
 {
  "dmConversation": {
   "conversationId": "one",
   "messages": [
    [
     {
      "messageCreate": {
       "id": "1",
       "senderId": "22",
       "text": "one",
       "createdAt": "1"
      }
     }
    ]
   ],
   "name": "11-22"
  }
 }
]