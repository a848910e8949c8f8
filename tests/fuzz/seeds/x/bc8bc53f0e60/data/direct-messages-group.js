window.YTD.direct_messages_group.part0 = [
 {
  "dmConversation": {
   "conversationId": "900",
   "messages": [
    {
     "messageCreate": {
      "recipientId": "11",
      "reactions": [],
      "urls": [],
      "text": "all",
      "mediaUrls": [],
      "senderId": "33",
      "createdAt": "2024-03-22T14:38:05.123Z",
      "=1+1": "601"
     },
     "conversationId": []
    },
    {
     "joinConversation": {
      "initiatingUserId": "11",
      "participantsSnapshot": [
       "11",
       "22"
      ],
      "createdAt": "2024-03-22T14:38:05.123Z",
      "participantsJoin": "2024-03-22T14:38:05.123Z"
     }
    },
    {
     "participantsJoin": {
      "initiatingUserId": "11",
      "userIds": {
       "initiatingUserId": [
        "33"
       ]
      },
      "createdAt": "2024-03-22T14:38:05.123Z"
     }
    },
    {
     "conversationNameUpdate": {}
    },
    {
     "conversationNameUpdate": {
      "initiatingUserId": "11",
      "name": "n",
      "createdAt": "2024-03-22T14:38:05.123Z"
     }
    }
   ]
  }
 }
]